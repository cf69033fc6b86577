"""What a house counts, said in another language: who says it, what stays as it was, and in which language each reader reads it."""

import pytest

from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import Conflicting, NotThere
from partnerhood.pathway.indicators import actions, queries
from partnerhood.pathway.indicators.models import Indicator, Version
from partnerhood.pathway.indicators.rules import Words
from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast, by
from tests.pathway.indicators.test_own import content, nights
from tests.pathway.reporting.story import figure, reported
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
DUTCH = {
    "name": "Nachten met licht",
    "why": "In het donker naait niemand.",
    "numerator": "Wachtnachten met stroom bij elke bevalling",
    "denominator": "Wachtnachten",
    "source": "Wachtboek",
}


def said(who: Cast, made: Indicator, language: str = "nl", base: object = None, **more: str) -> Version:
    deed = by(who.albertine, base) if base else by(who.albertine)
    return actions.translate(version=made.version, language=language, words=Words(**{**DUTCH, **more}), deed=deed)


def test_each_reader_reads_it_in_their_language_and_nothing_that_is_counted_changes(who: Cast) -> None:
    made = nights(who)
    before = queries.own_definition(made, made.version)
    reported(who, {Key(before.code): figure(28, 31)})

    said(who, made)

    now = queries.followed([before.code])[before.code]
    assert (now.name.nl, now.name.fr, now.name.en) == ("Nachten met licht", *["Nuits avec de la lumière"] * 2)
    assert [now.spoken(one) for one in ("nl", "fr", "en", "nl-be")] == ["", "", "fr", ""]
    assert (now.code, now.unit, now.divides, now.over_time) == (before.code, before.unit, True, before.over_time)
    assert Version.objects.count() == 1
    address = f"/hospitals/{who.lukanga.id}/figures/{before.code}/"
    assert "<h1>Nachten met licht</h1>" in browser(who.lotte, "nl").get(address).content.decode()
    assert '<h1 lang="fr">Nuits avec de la lumière</h1>' in browser(who.lotte, "en").get(address).content.decode()
    assert (
        '<b lang="fr">Nuits avec'
        in browser(who.lotte, "en").get(f"/hospitals/{who.lukanga.id}/figures/").content.decode()
    )


def test_pages_of_indicators_mark_words_of_another_language(who: Cast) -> None:
    made = nights(who)
    said(who, made)
    own = f"/indicators/own/{made.id}/"

    for language, name, tongue in (("nl", DUTCH["name"], ""), ("en", "Nuits avec de la lumière", ' lang="fr"')):
        page = browser(who.lotte, language).get(own).content.decode()
        every = browser(who.lotte, language).get("/indicators/").content.decode()
        assert f"<h1{tongue}>{name}</h1>" in page
        assert f'<a href="{own}"{tongue}>{name}</a>' in every


def test_who_defines_it_says_it_in_another_language_on_a_page(who: Cast) -> None:
    made = nights(who)
    address = f"/indicators/own/{made.id}/in/nl/"
    client = browser(who.albertine, "nl")
    page = client.get(address)
    assert '<blockquote lang="fr">Nuits de garde</blockquote>' in page.content.decode()

    wrong = client.post(address, {"base": base_on(page), **DUTCH, "denominator": " "}).content.decode()
    answers = [client.post(address, {"base": base_on(page), **DUTCH}) for _ in range(2)]

    assert "Nachten met licht" in wrong and "wrong" in wrong
    assert [one.status_code for one in answers] == [302, 302]
    assert queries.words_in(Version.objects.get(), "nl") == {**DUTCH, "beware": ""}
    again = client.get(address).content.decode()
    assert "Wachtnachten met stroom bij elke bevalling" in again


def test_only_who_defines_it_says_it_and_only_in_a_language_of_the_house(who: Cast) -> None:
    made = nights(who)
    people = {"hers": who.albertine, "nurse": who.mireille, "partner": who.lotte, "nobody": None, "out": who.suspended}
    missing = "/indicators/own/2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10/in/nl/"

    found = seen_by(f"/indicators/own/{made.id}/in/nl/", people, missing)

    assert found == {"hers": 200, "nurse": 404, "partner": 404, "nobody": 404, "out": 404}
    for tongue in ("fr", "sw", "xx"):
        assert browser(who.albertine).get(f"/indicators/own/{made.id}/in/{tongue}/").status_code == 404
    for name in ("mireille", "lotte", "rekia", "suspended"):
        with pytest.raises(NotThere):
            actions.translate(version=made.version, language="nl", words=Words(**DUTCH), deed=by(getattr(who, name)))


def test_half_a_definition_or_more_than_it_says_is_refused(who: Cast) -> None:
    made = nights(who)

    with pytest.raises(actions.HalfSaid) as half:
        said(who, made, source=" ")
    with pytest.raises(actions.AddsSomething) as more:
        said(who, made, beware="Kijk uit")
    with pytest.raises(actions.OwnLanguage):
        said(who, made, language="fr")

    assert (half.value.field, more.value.field) == ("source", "beware")
    assert queries.words_in(Version.objects.get(), "nl") == {}


def test_two_languages_at_once_both_stand_and_one_language_twice_is_shown(who: Cast) -> None:
    made = nights(who)
    base = last_in_book(who.lukanga.id)
    said(who, made, base=base)
    late = Indicator.objects.get(pk=made.id)

    said(who, late, "en", base, name="Nights with light")
    with pytest.raises(Conflicting):
        said(who, late, base=base, name="Andere nachten")

    one = Version.objects.get()
    assert (one.in_nl["name"], one.in_en["name"]) == ("Nachten met licht", "Nights with light")


def test_what_is_defined_anew_is_said_anew_with_the_old_words_at_hand(who: Cast) -> None:
    made = nights(who)
    old = made.version
    said(who, made)
    actions.redefine(indicator=made, content=content(name="Nuits claires"), why="Mieux", deed=by(who.albertine))

    with pytest.raises(actions.Redefined):
        actions.translate(
            version=Version.objects.get(pk=old.id), language="nl", words=Words(**DUTCH), deed=by(who.makiese)
        )

    made = Indicator.objects.get(pk=made.id)
    assert queries.own_definition(made, made.version).name.nl == "Nuits claires"
    page = browser(who.albertine, "nl").get(f"/indicators/own/{made.id}/in/nl/").content.decode()
    assert 'value="Nachten met licht"' in page


def test_what_ended_is_said_no_more(who: Cast) -> None:
    made = nights(who)
    actions.end(indicator=made, words="Fini", language="fr", deed=by(who.albertine))

    with pytest.raises(actions.Ended):
        said(who, Indicator.objects.get(pk=made.id))
    assert browser(who.albertine).get(f"/indicators/own/{made.id}/in/nl/").status_code == 404


def test_pages_ask_the_same_in_however_many_languages(who: Cast) -> None:
    made = nights(who)
    client = browser(who.albertine)
    addresses = ["/indicators/", f"/indicators/own/{made.id}/", f"/indicators/own/{made.id}/in/nl/"]
    before = [queries_of(client, one) for one in addresses]
    said(who, made)

    assert [queries_of(client, one) for one in addresses] == before and max(before) <= AT_MOST
