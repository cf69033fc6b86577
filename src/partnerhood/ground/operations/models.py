"""The journal: headers that are never erased, payloads that can be, and what each deed touched."""

from django.db import models


class Node(models.Model):
    """A running Partnerhood: this one, and the others whose deeds arrived here."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=200)
    address = models.URLField(blank=True)
    here = models.BooleanField(default=False)
    epoch = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["here"], condition=models.Q(here=True), name="one_node_is_here"),
        ]

    def __str__(self) -> str:
        return self.name


class Book(models.Model):
    """One chain of deeds: of a partnership, of an organisation, or of the node itself."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=20)
    applied = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    reach = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Chain(models.Model):
    """What one node accepted into a book, in its own order; it can be verified alone."""

    id = models.UUIDField(primary_key=True, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="chains")
    origin = models.UUIDField()
    epoch = models.PositiveIntegerField()
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "origin", "epoch"], name="one_chain_per_origin")]

    def __str__(self) -> str:
        return f"{self.book_id} as {self.origin} wrote it"


class Operation(models.Model):
    """A deed's header: it holds no personal data, is chained, and always travels."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=60, db_index=True)
    version = models.PositiveSmallIntegerField()
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="operations")
    origin = models.UUIDField()
    epoch = models.PositiveIntegerField()
    number = models.PositiveBigIntegerField()
    device = models.UUIDField()
    author = models.UUIDField(null=True)
    carrier = models.UUIDField(null=True)
    base = models.UUIDField(null=True)
    seen = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=64)
    # What only this node says: in which order it applied the deed, what came of it, and its own seal on both.
    applied = models.PositiveBigIntegerField()
    reach = models.JSONField(default=dict)
    effects = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "origin", "epoch", "number"], name="one_deed_per_number"),
            models.UniqueConstraint(fields=["book", "applied"], name="one_deed_per_turn"),
        ]
        indexes = [models.Index(fields=["author", "recorded_at"]), models.Index(fields=["recorded_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Twin(models.Model):
    """The place that a deed also has in another node's chain, where both nodes had accepted it before they met."""

    id = models.UUIDField(primary_key=True, editable=False)
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="twins")
    origin = models.UUIDField()
    epoch = models.PositiveIntegerField()
    number = models.PositiveBigIntegerField()
    text = models.TextField()
    previous = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operation", "origin", "epoch"], name="one_place_per_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.operation_id} as {self.origin} wrote it"


class Payload(models.Model):
    """What was said, with its salt and the answer given; it can be erased and its header still proves the order."""

    operation = models.OneToOneField(Operation, on_delete=models.PROTECT, primary_key=True)
    salt = models.CharField(max_length=32)
    text = models.TextField()
    answer = models.TextField(blank=True)
    erased_by = models.UUIDField(null=True)
    withheld = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"payload of {self.operation_id}"


class Touch(models.Model):
    """One row that a deed made, changed or took away, with its fingerprint afterwards."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="touches")
    label = models.CharField(max_length=60)
    row = models.UUIDField()
    fingerprint = models.CharField(max_length=64, blank=True)
    latest = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["row", "label"])]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "label"], condition=models.Q(latest=True), name="one_latest_touch_per_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.row}"


class FieldWrite(models.Model):
    """The value that a deed gave to one field of a row; two that did not know each other are a conflict."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="writes")
    label = models.CharField(max_length=60)
    row = models.UUIDField()
    field = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    mark = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["row", "field"])]

    def __str__(self) -> str:
        return f"{self.label}.{self.field} of {self.row}"


class Conflict(models.Model):
    """A field that two people gave different values without knowing of each other; open until one chooses."""

    id = models.UUIDField(primary_key=True, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    label = models.CharField(max_length=60)
    row = models.UUIDField(db_index=True)
    field = models.CharField(max_length=60)
    versions = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "field"], name="one_open_conflict_per_field")]

    def __str__(self) -> str:
        return f"{self.label}.{self.field} of {self.row}"


class Job(models.Model):
    """Something to do after a deed, inserted in the deed's own transaction; done at least once, in order of due time."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=60)
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, null=True)
    text = models.TextField(blank=True)
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Link(models.Model):
    """Another node with which this one exchanges the books of some organisations, as who runs each of them agreed."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=64)
    organisations = models.JSONField(default=list)
    relays = models.BooleanField(default=False)
    stays = models.JSONField(default=list)
    told = models.JSONField(default=list)
    wanted = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    upto = models.JSONField(default=dict)
    rows_upto = models.DateTimeField(null=True)
    epoch = models.PositiveIntegerField(default=1)
    sent = models.PositiveBigIntegerField(default=0)
    heard = models.PositiveBigIntegerField(default=0)
    linked_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
