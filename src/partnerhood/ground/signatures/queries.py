"""What one may ask about wordings and keys."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from partnerhood.ground.records import plans
from partnerhood.ground.signatures import rules
from partnerhood.ground.signatures.models import PaperKey, Signature, Withdrawal, Wording


def keyring(wording: Wording) -> rules.Keyring:
    """Who takes part in a wording and which keys are turned: one query."""
    return keyrings([wording])[wording.id]


def keyrings(wordings: Iterable[Wording]) -> dict[UUID, rules.Keyring]:
    """The keyrings of many wordings in one query."""
    turned: dict[UUID, list[rules.Turned]] = defaultdict(list)
    by_id = {wording.id: wording for wording in wordings}
    rows = Signature.objects.filter(wording__in=by_id).order_by("signed_at", "id")
    for which, organisation, person, withdrawn in rows.values_list(
        "wording_id", "organisation_id", "person_id", "withdrawal__id"
    ):
        turned[which].append(rules.Turned(organisation, person, withdrawn is not None))
    return {key: rules.keyring(map(UUID, wording.parties), turned[key]) for key, wording in by_id.items()}


def ring(wording: Wording, turned: Iterable[Signature]) -> rules.Keyring:
    """The keyring of a wording from signatures that were asked for already."""
    found = [rules.Turned(one.organisation_id, one.person_id, hasattr(one, "withdrawal")) for one in turned]
    return rules.keyring(map(UUID, wording.parties), found)


def agreed(wording: str = "wording") -> Q:
    """Asks the database whether the wording at the end of this path carries every key; two at least."""
    turned = Signature.objects.filter(wording=OuterRef(wording), withdrawal=None).order_by().values("wording")
    keys = turned.annotate(number=Count("organisation", distinct=True)).values("number")
    return Q(**{f"{wording}__needed__gt": 1, f"{wording}__needed": Subquery(keys)})


@plans.planned
def signatures(wordings: Sequence[UUID]) -> QuerySet[Signature]:
    """The keys turned under these wordings, with who, for whom and whether taken back."""
    return (
        Signature.objects.filter(wording__in=wordings)
        .select_related("organisation", "withdrawal")
        .order_by("signed_at", "id")
    )


def is_withdrawn(signature: Signature) -> bool:
    """Whether a key was taken back."""
    return Withdrawal.objects.filter(signature=signature).exists()


def standing_signature(wording: Wording, organisation: UUID) -> Signature | None:
    """The key that a partner has turned under a wording now, if any."""
    return standing_signatures(wording, organisation).first()


def standing_signatures(wording: Wording, organisation: UUID) -> QuerySet[Signature]:
    """The keys that a partner has turned under a wording now; two, where two nodes each accepted one."""
    there = Signature.objects.filter(wording=wording, organisation=organisation, withdrawal=None)
    return there.order_by("-signed_at", "-id")


def history(subject: UUID) -> QuerySet[Wording]:
    """Every wording that a thing ever had, the newest first."""
    return Wording.objects.filter(subject=subject).order_by("-made_at", "-id")


def unconfirmed_papers(organisations: Iterable[UUID]) -> QuerySet[PaperKey]:
    """Photos of signed pages that wait for one of these organisations' own people."""
    waiting = PaperKey.objects.filter(organisation__in=list(organisations), signature=None)
    return waiting.select_related("wording", "organisation").order_by("entered_at")


def lacks_key_of(organisations: Iterable[UUID], wording: str = "wording") -> Q:
    """Asks the database whether none of these partners has its key turned under the wording at the end of this path."""
    turned = Signature.objects.filter(wording=OuterRef(wording), withdrawal=None, organisation__in=list(organisations))
    return ~Q(Exists(turned))


def last_turned(wording: str = "wording") -> Subquery:
    """When the last standing key was turned under the wording at the end of this path."""
    turned = Signature.objects.filter(wording=OuterRef(wording), withdrawal=None).order_by("-signed_at")
    return Subquery(turned.values("signed_at")[:1])


def is_agreed(wording: str = "wording") -> Case:
    """A column that says whether the wording at the end of this path carries every key."""
    return Case(When(agreed(wording), then=Value(True)), default=Value(False), output_field=BooleanField())
