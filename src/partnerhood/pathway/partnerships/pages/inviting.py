"""The page on which a network asks an organisation to join."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.organisations import access as organisations
from partnerhood.ground.organisations import actions
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import access, forms, queries

MOST_FOUND = 20


@opens_to(access.network_to_run)
def invite(request: HttpRequest, network) -> HttpResponse:
    """Find an organisation by its name, and ask it to join; one for which nobody speaks here yet is welcomed at once."""
    wanted = request.GET.get("name", "")[:200].strip()
    found = _found(request, network, wanted) if wanted else []
    by_id = {str(one.id): one for one in found}
    form = forms.InviteToNetwork.of(request, network.base, organisations=[(one.id, _named(one)) for one in found])

    def ask(said: dict) -> object:
        said["organisation"] = by_id[said["organisation"]]
        spoken_for = organisations.is_spoken_for(said["organisation"].id)
        does = actions.invite_to_network if spoken_for else actions.join_network
        return does(network=network, **said, deed=request.deed)

    if form.did(ask):
        messages.success(request, _happened(form.result))
        return redirect("partnerships:network", network_id=network.id)
    trail = [Crumb(network.name, reverse("partnerships:network", args=[network.id]))]
    told = {"network": network, "form": form, "wanted": wanted, "found": found, "trail": trail}
    return render(request, "partnerships/invite.html", told)


def _found(request: HttpRequest, network, wanted: str) -> list:
    """Whom the words lead to: to look at, who is not in it yet; when it is sent twice, who came in a moment ago too."""
    found = queries.found_by_name(request.person, wanted)
    return list((found if request.method == "POST" else queries.not_in(network, found))[:MOST_FOUND])


def _named(one) -> str:
    """An organisation with where it is, so that two of one name are told apart."""
    country = vocabulary.name("countries", one.country) if one.country else ""
    return ", ".join(part for part in (one.name, one.place, country) if part)


def _happened(kept) -> str:
    """What came of it: a question that waits, or a welcome where nobody can answer yet."""
    name = {"name": kept.organisation.known_as}
    if hasattr(kept, "invited_at"):
        return _("%(name)s is asked. Their coordinator reads it on their own page.") % name
    return _("%(name)s belongs to the network: nobody speaks for it here yet.") % name
