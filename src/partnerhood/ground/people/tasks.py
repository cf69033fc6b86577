"""What follows from deeds about people: the mail with the link, and forgetting what was erased."""

from django.conf import settings
from django.core.mail import send_mail
from django.core.signing import TimestampSigner
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from partnerhood.ground.operations.jobs import job
from partnerhood.ground.operations.models import Job
from partnerhood.ground.people.models import Invitation

SIGNER = TimestampSigner(salt="people.invitation")


def link(invitation: Invitation) -> str:
    """The address that lets somebody in once."""
    return f"{settings.ADDRESS}/invitation/{SIGNER.sign(str(invitation.id))}/"


@job("people.mail_invitation")
def mail_invitation(work: Job) -> None:
    """Mail somebody the link of an invitation, in their language."""
    invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=work.text)
    with translation.override(invitation.language):
        text = render_to_string("people/invitation.txt", {"invitation": invitation, "link": link(invitation)})
        send_mail(
            _("%(organisation)s invites you") % {"organisation": invitation.organisation.name},
            text,
            settings.DEFAULT_FROM_EMAIL,
            [invitation.email],
        )
