"""Which criteria a network asks before a hand-over, and choosing them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Crumb
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records import paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.handover import access, actions, forms, queries
from partnerhood.pathway.handover.pages import shared


@opens_to(access.network)
def criteria(request: HttpRequest, found) -> HttpResponse:
    """The criteria in plain words: which count, with which numbers, which of the network's own; who chose them and why."""
    network, runs = found
    versions = queries.history(network.id)
    now = queries.read(versions[0].content) if versions else queries.of_house()
    under = str(versions[0].id) if versions else ""
    seen = queries.touched_seen_by(request.person, network.id, under)  # type: ignore[attr-defined]
    told = {
        "network": network,
        "runs": runs,
        "shows_names": runs,
        "asked": queries.asked(now),
        "left_out": [one.name for one in queries.asked(queries.of_house()) if one.code not in now.codes],
        "versions": versions[: paging.ROWS],
        "number": queries.touched.count(network.id, under) if runs or seen else 0,
        "touched": [(one, shared.name(one)) for one in seen],
        "trail": _trail(network, Crumb(_("Criteria for a hand-over"))),
    }
    return render(request, "handover/criteria.html", told)


@opens_to(access.network_to_run)
def choose_criteria(request: HttpRequest, network) -> HttpResponse:
    """Say which criteria count from now on, and why."""
    versions = queries.history(network.id)
    now = queries.read(versions[0].content) if versions else queries.of_house()
    base, new = shared.base(network.coordinator_id), queries.next_own(versions)
    form = forms.Criteria.of(request, base, now=now, new_own=new)

    def act(said: dict) -> object:
        chosen = {"criteria": form.criteria(), "why": said["why"], "language": said["language"]}
        return actions.choose_criteria(network=network, **chosen, deed=request.deed)  # type: ignore[attr-defined]

    if form.did(act):
        messages.success(request, _("From now on these are asked. A hand-over asked for before keeps its own."))
        return redirect("handover:criteria", network.id)
    here = Crumb(_("Criteria for a hand-over"), reverse("handover:criteria", args=[network.id]))
    told = {"form": form, "network": network, "trail": _trail(network, here, Crumb(_("Change")))}
    return render(request, "handover/choose.html", told)


def _trail(network, *rest: Crumb) -> list[Crumb]:
    return [Crumb(network.name, reverse("partnerships:network", args=[network.id])), *rest]
