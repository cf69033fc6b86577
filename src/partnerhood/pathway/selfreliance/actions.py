"""What a hospital does with its levels: let everybody read one, or take that back."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import queries as rounds
from partnerhood.pathway.selfreliance import access
from partnerhood.pathway.selfreliance.models import Release


class NothingAgreed(Refused):
    """Only an agreed level can be read by everybody."""

    sentence = _("There is no agreed step in this domain yet, so there is nothing to make public.")


@operation(
    "selfreliance.release",
    version=1,
    who=access.may_release,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("decided who may read a level"),
    offline=True,
)
def release(
    *, partnership: Partnership, hospital: Organisation, domain: str, public: bool = True, deed: Deed
) -> Partnership:
    """Let everybody read the hospital's agreed level in a domain, or take that back; own scores never become public."""
    steps = rounds.agreed_steps(partnerships=[partnership.id], hospital=hospital.id)
    deed.refuse_if(public and rounds.latest(steps, domain) is None, NothingAgreed())
    key = ids.derived(partnership.id, f"level:{hospital.id}:{domain}")
    kept = Release.objects.filter(pk=key).first()
    if kept is None and public:
        deed.add(
            Release(
                id=key,
                partnership=partnership,
                hospital=hospital,
                domain=domain,
                person_id=deed.author,
                released_at=deed.recorded_at,
            )
        )
    elif kept is not None:
        deed.change(kept, withdrawn_at=None if public else deed.recorded_at)
    return partnership
