"""What waits on one's own page, and what the public reads of a hospital whose partnership stands still."""

import re
from datetime import UTC, date, datetime

import pytest
import segno
from django.urls import reverse

from partnerhood.ground.conversations import actions as conversations
from partnerhood.ground.people import queries as people
from partnerhood.ground.records import clock
from partnerhood.interfaces.api import queries as readable
from partnerhood.interfaces.website.queries import front as fronts
from partnerhood.interfaces.website.queries import search as searches
from partnerhood.interfaces.website.queries import waiting
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.pages import asking
from tests.cast import Cast, agreed_goal, by, goal
from tests.pathway.activities.story import held, planned
from tests.pathway.activities.test_actions import stand_still
from tests.pathway.programmes.test_keys import promised, sign
from tests.pathway.rounds.story import opened
from tests.visits import browser

__all__ = ["promised"]  # a fixture of the programmes
pytestmark = pytest.mark.django_db
HIDDEN = re.compile("Lukanga|Kongo Central")


def items(person) -> list[waiting.Item]:  # type: ignore[no-untyped-def]
    """What waits for somebody."""
    return waiting.items(people.standing(person.id))


def addresses(person) -> list[str]:  # type: ignore[no-untyped-def]
    return [item.address for item in items(person)]


def read(person, address: str, language: str = "en") -> str:  # type: ignore[no-untyped-def]
    """What somebody reads at an address."""
    return browser(person, language).get(address).content.decode()


def test_a_result_of_a_programme_waits_for_the_keys_of_its_partners(who: Cast, promised) -> None:  # type: ignore[no-untyped-def]
    there = reverse("programmes:programme", args=[promised.programme_id])

    for person in (who.katrien, who.makiese):
        (one,) = [item for item in items(person) if item.address == "programmes:programme"]
        assert (one.names, one.since) == ([promised.programme_id], promised.wording.made_at)
        assert there in read(person, "/my/")
    assert "programmes:programme" not in [*addresses(who.rekia), *addresses(who.lotte), *addresses(who.suspended)]
    sign(promised, who.wilgenbeke, who.katrien)
    assert "programmes:programme" not in addresses(who.katrien)
    assert "programmes:programme" in addresses(who.makiese)


def test_a_question_waits_for_the_organisation_that_is_asked(who: Cast) -> None:
    about = {"about": "goals.goal", "subject": goal(who).id, "language": "fr"}
    asked = conversations.say(**about, words="Et la nuit ?", asked_of=who.wilgenbeke, deed=by(who.makiese))

    (one,) = [item for item in items(who.katrien) if item.address == "conversations:conversation"]
    assert (one.names, one.since) == (["goals.goal", about["subject"]], asked.said_at)
    assert who.makiese.name in one.sentence
    assert reverse("conversations:conversation", args=one.names) in read(who.katrien, "/my/")
    assert "conversations:conversation" not in [*addresses(who.makiese), *addresses(who.rekia)]
    conversations.say(**about, words="Demain.", in_reply_to=asked, deed=by(who.katrien))
    assert "conversations:conversation" not in addresses(who.katrien)


def test_an_activity_waits_since_it_was_over_and_not_since_it_was_planned(who: Cast) -> None:
    over = planned(who, agreed_goal(who))

    (one,) = [item for item in items(who.mireille) if item.address == "activities:hold"]

    assert one.since == datetime.combine(over.to_date, datetime.min.time(), UTC)


def test_while_a_partnership_stands_still_it_reminds_nobody(who: Cast) -> None:
    goal(who)
    opened(who)
    planned(who, agreed_goal(who))
    moving = {"goals:signature", "rounds:round", "activities:hold"}
    assert moving <= {*addresses(who.katrien), *addresses(who.lotte), *addresses(who.makiese)}

    stand_still(who)

    after = {*addresses(who.katrien), *addresses(who.lotte), *addresses(who.makiese)}
    assert moving & after == set()


def test_the_public_reads_no_name_of_a_hospital_whose_partnership_stands_still(who: Cast) -> None:
    begun(who)
    agreed_goal(who)
    hospital, partnership = f"/hospitals/{who.lukanga.id}/", f"/partnerships/{who.partnership.id}/"
    places = ["/", "/partnerships/", "/search/?q=dr+congo", hospital, partnership, f"/hospitals/{who.wilgenbeke.id}/"]
    before = [address for address in places if HIDDEN.search(read(None, address))]

    stand_still(who)
    fronts._made.cache_clear()  # to PostgreSQL a test is one transaction, and so one version of the first page

    assert {"/", "/partnerships/", hospital, partnership, f"/hospitals/{who.wilgenbeke.id}/"} <= {*before}
    for address in places:
        assert HIDDEN.findall(read(None, address)) == []
        assert HIDDEN.findall(read(who.rekia, address)) == []
    assert "A hospital in DR Congo" in read(None, hospital)
    for person in (who.lotte, who.mireille):
        assert HIDDEN.search(read(person, hospital)) and HIDDEN.search(read(person, partnership))


def test_search_and_programs_read_no_name_of_it_either(who: Cast) -> None:
    begun(who)
    served = agreed_goal(who)
    assert served.id in {one.row.pk for one in searches.search(None, "Lukanga")}
    stand_still(who)
    house, shared = readable.READABLE["organisations.organisation"], readable.READABLE["partnerships.partnership"]

    for person, knows in ((None, False), (who.rekia, False), (who.mireille, True), (who.lotte, True)):
        standing = person and people.standing(person.id)
        found = {one.row.pk for one in searches.search(standing, "Lukanga")}
        assert found >= {who.lukanga.id, who.partnership.id} if knows else found == set()
        assert (who.lukanga in readable.rows(standing, house)) is knows
        (row,) = readable.rows(standing, shared, [who.partnership.id])
        assert ("name" in readable.plain(standing, shared, row)) is knows


def test_each_reader_gets_a_goal_in_their_language_where_somebody_put_it_so(who: Cast) -> None:
    begun(who)
    served = agreed_goal(who)
    dutch = "60 % van de zorgverleners beademt een pasgeborene binnen 60 seconden."
    goals.translate(goal=served, wording=served.wording, language="nl", statement=dutch, deed=by(who.lotte))
    signed = served.wording.content["statement"]
    lists = ["/", f"/partnerships/{who.partnership.id}/goals/", f"/hospitals/{who.lukanga.id}/"]

    for address in lists:
        assert f'lang="nl">{dutch}</a>' in read(None, address, "nl")
        assert f'lang="fr">{signed}</a>' in read(None, address, "fr")
        assert f'lang="fr">{signed}</a>' in read(None, address, "en")
    page = read(None, f"/goals/{served.id}/", "nl")
    assert f'<h1 lang="nl">{dutch}</h1>' in page and f'lang="fr">{signed}<br>' in page
    assert f'<h1 lang="fr">{signed}</h1>' in read(None, f"/goals/{served.id}/", "en")


def test_coordinators_find_the_way_to_bring_a_spreadsheet_in(who: Cast) -> None:
    pages = [f"/hospitals/{who.lukanga.id}/", f"/partnerships/{who.partnership.id}/"]

    for page in pages:
        shown = {name: 'href="/sheets/"' in read(person, page) for name, person in readers(who).items()}
        assert shown == {"lotte": True, "albertine": True, "mireille": False, "rekia": False, "nobody": False}


def begun(who: Cast) -> None:
    """The partnership began, so that everybody may know of it."""
    partnerships.move(partnership=who.partnership, state="active", reason="Since 2002", deed=by(who.lotte))
    who.partnership.refresh_from_db()


def readers(who: Cast) -> dict[str, object]:
    """Two coordinators, a member, a stranger and nobody."""
    return {
        "lotte": who.lotte,
        "albertine": who.albertine,
        "mireille": who.mireille,
        "rekia": who.rekia,
        "nobody": None,
    }


def test_programmes_are_one_click_away_from_every_page(who: Cast) -> None:
    for address in ("/", "/partnerships/", "/needs/unanswered/"):
        assert 'href="/programmes/"' in read(None, address)


def test_the_square_is_dark_on_white_with_a_quiet_edge() -> None:
    drawn = asking.square("/needs/1/")

    size = segno.make(f"{asking.settings.ADDRESS}/needs/1/", error="m").symbol_size(scale=1, border=4)[0]
    assert "%23fff" in drawn and "%23000" in drawn
    assert f"M0 0h{size}v{size}h-{size}z" in drawn.replace("%20", " ")


def test_what_was_done_this_year_is_what_was_held_with_its_first_and_last_day(who: Cast) -> None:
    year = clock.today().year
    series = planned(who, title="La série", from_date=date(year - 1, 11, 3), to_date=date(year, 1, 4))
    held(who, series, from_date=date(year - 1, 11, 3), to_date=date(year, 1, 4))
    planned(who, title="Personne n'a confirmé", from_date=date(year, 1, 1), to_date=date(year, 1, 2))
    old = planned(who, title="L'an passé", from_date=date(year - 1, 12, 1), to_date=date(year, 1, 1))
    held(who, old, from_date=date(year - 1, 12, 1), to_date=date(year, 1, 1))

    page = read(who.makiese, f"/hospitals/{who.lukanga.id}/")

    done = page.split(f"What was done in {year}")[1].split("<h2>")[0]
    assert f"3 November {year - 1} – 3 January {year}" in done and "La série" in done
    assert "confirmé" not in done and "passé" not in done
