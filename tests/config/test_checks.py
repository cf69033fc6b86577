"""The node refuses to start with an address or an operation that nobody guards."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.http import require_POST

from partnerhood.config import checks
from partnerhood.ground.operations import registry
from partnerhood.ground.people.access import anyone, opens_to, signed_in


@opens_to(anyone)
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def unguarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("guarded/", guarded, name="guarded"),
    path("sent/<int:pk>/", require_POST(opens_to(signed_in)(unguarded)), name="sent"),
    path("unguarded/", unguarded, name="unguarded"),
]


def test_every_address_of_the_house_has_a_policy() -> None:
    assert checks.every_address_has_a_policy() == []
    assert checks.every_operation_is_whole() == []


def test_a_route_says_where_what_how_and_who() -> None:
    there = {route.pattern: route for route in checks.routes()}

    assert there["/card/"] == checks.Route("/card/", "people:card", ("GET", "POST"), "organisations.anyone")
    assert there["/language/"].methods == ("POST",)
    assert there["/accounts/sessions/"].policy == "people.signed_in"
    assert there["/api/1/do/people/welcome"].policy == "people.may_bring_in"
    assert "POST" in there["/accounts/login/"].methods


@override_settings(ROOT_URLCONF=__name__)
def test_an_address_without_a_policy_stops_the_node() -> None:
    assert [str(one.msg) for one in checks.every_address_has_a_policy()] == ["/unguarded/ has no policy."]
    assert [route.methods for route in checks.routes()] == [("GET", "POST"), ("POST",), ("GET", "POST")]
    with pytest.raises(RuntimeError, match="/unguarded/ has no policy"):
        checks.refuse_if_open()


def test_an_operation_that_tells_nothing_stops_the_node() -> None:
    registry.kinds["people.odd"] = SimpleNamespace(name="people.odd", who=None, book=anyone, says="")  # type: ignore[assignment]
    try:
        said = [str(one.msg) for one in checks.every_operation_is_whole()]
    finally:
        del registry.kinds["people.odd"]

    assert said == ["people.odd does not say who.", "people.odd does not say says."]
