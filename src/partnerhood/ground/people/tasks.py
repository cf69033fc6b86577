"""What follows from deeds about people: the mail with the link, and forgetting what was erased."""

from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from partnerhood.ground.operations import erasing
from partnerhood.ground.operations.jobs import job
from partnerhood.ground.operations.models import Job, Touch
from partnerhood.ground.people import accounts
from partnerhood.ground.people.models import Invitation, Person
from partnerhood.ground.records.addresses import reverse


def link(invitation: Invitation) -> str:
    """The address that lets somebody in once."""
    return settings.ADDRESS + reverse("people:invitation", args=[accounts.invitation_token(invitation.id)])


@job("people.mail_invitation")
def mail_invitation(work: Job) -> None:
    """Mail somebody the link of an invitation, in their language; nothing where they came in or went meanwhile."""
    invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=work.text)
    if invitation.accepted_at or not invitation.email:
        return
    with translation.override(invitation.language):
        text = render_to_string("people/invitation.txt", {"invitation": invitation, "link": link(invitation)})
        subject = _("%(organisation)s invites you") % {"organisation": invitation.organisation.name}
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email])


@job("people.forget", everywhere=True)
def forget(work: Job) -> None:
    """Forget what was said about somebody who erased themselves; the deed that says so is kept, and holds no name."""
    erased = work.operation_id
    assert erased is not None
    labels = [Person._meta.label_lower, Invitation._meta.label_lower]
    rows = Touch.objects.filter(operation=erased, label__in=labels).values_list("row", flat=True)
    for row in {UUID(work.text), *rows}:
        erasing.erase(row, by=erased, keep={erased})
