"""A place that is no longer there: nobody chooses it, nobody is sent to it, and what happened there stays."""

import pytest

from partnerhood.ground.operations.models import Operation
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations import queries as houses
from partnerhood.ground.organisations.models import Site
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.services import actions
from tests.cast import OPERATOR, Cast, by
from tests.pathway.services.story import content
from tests.visits import base_on, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(who: Cast) -> Site:
    """A site of Lukanga with a ward, where care is given."""
    found = organisations.open_site(organisation=who.lukanga, name="Annexe", kind="site", deed=OPERATOR)
    organisations.open_site(organisation=who.lukanga, name="Pédiatrie", within=found, deed=OPERATOR)
    return found


def close(one: Site, who: Cast, words: str = "Le bâtiment est vendu.") -> Site:
    return organisations.close_site(site=one, words=words, language="fr", deed=by(who.albertine))


def test_a_place_is_closed_from_the_inside_out_once_and_with_a_reason(site: Site, who: Cast) -> None:
    ward = site.parts.get()
    care = actions.offer(organisation=who.lukanga, content=content(), site=ward, deed=by(who.albertine))

    for one, words in ((site, "vendu"), (ward, "vendu"), (who.newborn, " ")):
        with pytest.raises(Refused):
            close(one, who, words)
    actions.end(service=care, words="fini", language="fr", deed=by(who.albertine))
    close(ward, who)
    close(site, who)

    assert set(houses.sites(who.lukanga.id)) == {who.newborn}
    assert set(needs.wards(who.lukanga.id)) == {who.newborn}
    with pytest.raises(Refused, match="already"):
        close(site, who)
    with pytest.raises(Refused):
        actions.offer(organisation=who.lukanga, content=content(), site=site, deed=by(who.albertine))
    with pytest.raises(Refused):
        organisations.open_site(organisation=who.lukanga, name="Bloc", within=site, deed=by(who.albertine))


def test_a_coordinator_closes_a_ward_from_its_page(site: Site, who: Cast) -> None:
    ward = site.parts.get()
    client = browser(who.albertine, "fr")
    door = client.get(f"/sites/{ward.id}/door/").content.decode()
    assert f"/sites/{ward.id}/closing/" in door
    page = client.get(f"/sites/{ward.id}/closing/")
    assert "Pédiatrie" in page.content.decode()

    assert client.post(f"/sites/{ward.id}/closing/", {"base": base_on(page), "words": " "}).status_code == 200
    sent = {"base": base_on(page), "words": "Regroupée avec la néonatologie."}
    answers = [client.post(f"/sites/{ward.id}/closing/", sent).status_code for _twice in range(2)]

    assert answers == [302, 302]
    assert Operation.objects.filter(kind="organisations.close_site").count() == 1
    assert client.get(f"/sites/{ward.id}/door/").status_code == 404
    ward.refresh_from_db()
    assert ward.why_closed["fr"]["words"] == "Regroupée avec la néonatologie."
    assert "Pédiatrie" not in client.get(f"/organisations/{who.lukanga.id}/ourselves/").content.decode()
    assert browser(who.mireille).get(f"/sites/{site.id}/closing/").status_code == 404
