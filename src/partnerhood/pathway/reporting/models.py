"""What we remember of what hospitals count."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.reporting import choices


class Report(Record):
    """What was sent of what was counted in some days, in columns; rows are only ever added. `to_date` is the day after."""

    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    from_date = models.DateField()
    to_date = models.DateField()
    cells = models.JSONField()
    source = models.CharField(max_length=300)
    origin = models.CharField(max_length=20, choices=choices.Origin)
    left_out = models.CharField(max_length=300, blank=True)
    note = models.JSONField(default=dict)
    why = models.CharField(max_length=300, blank=True)
    sure = models.BooleanField(default=False)
    names = models.JSONField(default=dict)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="reports")
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["hospital", "from_date", "to_date"])]

    def __str__(self) -> str:
        return f"{self.hospital}, {self.from_date} – {self.to_date}"


class Look(Record):
    """A partner looked at where a report's numbers come from, and says that it is so."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="looks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="looked_at_reports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="looked_at_reports")
    words = models.JSONField(default=dict)
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.report} seen by {self.organisation}"


class Page(Record):
    """A photo or a page of the register that a report was counted from. One that should not be read, for it names a patient,
    is taken back: it stays known that it was there, and nobody opens it any more."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="pages")
    file = models.CharField(max_length=64)
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="register_pages")
    brought_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"a page of {self.report}"


class Sum(models.Model):
    """What a hospital's reports say together of one indicator in some days: derived, and made again at any time.

    Numbers are whole ten-thousandths, so that both databases add them exactly. `split` is empty for the whole.
    """

    hospital = models.UUIDField()
    indicator = models.CharField(max_length=60)
    split = models.CharField(max_length=120, blank=True)
    from_date = models.DateField()
    to_date = models.DateField()
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    length = models.CharField(max_length=1)
    """What kind of days these are: a year, a quarter, a month, or other days within a quarter; empty where they cross one."""
    quarter = models.PositiveSmallIntegerField(null=True)
    """The quarter that these days lie in, as 4 × year + 0 to 3; a year has none."""

    class Meta:
        indexes = [models.Index(fields=["hospital", "quarter"], name="reporting_sum_in_quarter")]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "indicator", "split", "from_date", "to_date"], name="reporting_sum_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.from_date}"


class Quarter(models.Model):
    """What a hospital counted of an indicator in a quarter, its days put together as the definition says: derived from the
    sums of those days, and made again at any time; one row for each hospital and quarter that the pages of networks, scorecards and programmes read.

    Numbers are whole ten-thousandths; `months` is of how many months, where months were put together.
    """

    hospital = models.UUIDField()
    quarter = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=60)
    split = models.CharField(max_length=120, blank=True)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    months = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["split", "quarter", "indicator", "hospital"], name="reporting_quarter_across")]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "quarter", "indicator", "split"], name="reporting_quarter_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.quarter}"


class Mapping(Record):
    """Where a number of a national system counts at a hospital, as somebody there said; until somebody takes it back.

    `part` is empty where all its parts are added up.
    """

    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mappings")
    element = models.CharField(max_length=60)
    part = models.CharField(max_length=120, blank=True)
    indicator = models.CharField(max_length=60)
    side = models.CharField(max_length=12, choices=choices.Side)
    split = models.CharField(max_length=120, blank=True)
    mapped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="mappings")
    mapped_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.element} → {self.indicator}"


class National(models.Model):
    """What a national system counts at a hospital under its own code: how it is called, and its last number. Derived, and made
    again at any time; the number is whole ten-thousandths, and empty where none stands."""

    hospital = models.UUIDField()
    element = models.CharField(max_length=60)
    part = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=255, blank=True)
    part_name = models.CharField(max_length=510, blank=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    number = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hospital", "element", "part"], name="reporting_national_once")]

    def __str__(self) -> str:
        return self.name or self.element
