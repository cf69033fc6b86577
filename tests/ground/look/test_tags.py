"""The words that templates use to draw things."""

from datetime import date, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from partnerhood.ground.look import components as look
from partnerhood.ground.look import icons
from partnerhood.ground.operations.refusals import Conflicting, Refused
from partnerhood.ground.records import clock, languages

FRENCH = languages.said("On veut le ballon CHEZ NOUS.", "fr")


def drawn(source: str, language: str = "en", **words: object) -> str:
    """What a template says to a reader of a language."""
    with translation.override(language):
        return Template(source).render(Context(words))


def test_words_are_shown_in_the_readers_language() -> None:
    assert drawn("{% words text %}", "fr", text=FRENCH).strip() == "<span>On veut le ballon CHEZ NOUS.</span>"


def test_words_in_another_language_say_so() -> None:
    said = drawn("{% words text %}", text=FRENCH).strip()

    assert said == (
        '<span lang="fr" dir="auto">On veut le ballon CHEZ NOUS.</span> <small class="tongue">in French</small>'
    )


def test_a_later_reading_offers_the_words_as_they_were_first_said() -> None:
    text = languages.also_said(FRENCH, "We want the bag HERE.", "en", "Mireille")

    said = drawn('{% words text "block" %}', text=text)

    assert "<p>We want the bag HERE.</p>" in said
    assert "As it was first said, in French" in said
    assert '<div lang="fr" dir="auto"><p>On veut le ballon CHEZ NOUS.</p></div>' in said


@pytest.mark.parametrize("text", [None, {}])
def test_no_words_show_nothing(text: dict[str, object] | None) -> None:
    assert drawn("{% words text %}", text=text).strip() == ""


def test_words_cannot_bring_tags_along() -> None:
    text = languages.said("<script>go()</script>", "fr")

    assert "<script>" not in drawn('{% words text %}{% words text "block" %}', text=text)


@pytest.mark.parametrize(("language", "said"), [("en", "20 November 2026"), ("nl", "20 november 2026")])
def test_a_day_is_written_as_the_reader_writes_it(language: str, said: str) -> None:
    day = clock.now().replace(2026, 11, 20, 14, 5)

    assert drawn("{% day it %}", language, it=day) == f'<time datetime="2026-11-20">{said}</time>'
    assert drawn("{% moment it %}", language, it=day).endswith(f"{said}, 14:05</time>")


def test_the_first_of_a_month_is_written_as_french_writes_it() -> None:
    assert ">1er février 2027<" in drawn("{% day it %}", "fr", it=date(2027, 2, 1))
    assert ">11 février 2027<" in drawn("{% day it %}", "fr", it=date(2027, 2, 11))


@pytest.mark.parametrize(
    ("days", "said"), [(0, "since today"), (1, "for 1 day"), (17, "for 17 days"), (1946, "for 1,946 days")]
)
def test_waiting_is_counted_in_whole_days(days: int, said: str) -> None:
    assert drawn("{% since it %}", it=clock.now() - timedelta(days=days)).endswith(f">{said}</time>")


def test_an_icon_stands_beside_words_or_says_what_it_is() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "search" %}')
    assert 'role="img" aria-label="Search"' in drawn('{% icon "search" "Search" %}')
    with pytest.raises(icons.UnknownIcon):
        icons.shape("no-such-icon")


class Question(forms.Form):
    """Two questions of different kinds."""

    name = forms.CharField(label="Name", help_text="As on your badge.")
    side = forms.ChoiceField(label="Side", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)


def test_a_question_keeps_its_hint_and_its_fault_close() -> None:
    form = Question({})

    said = drawn("{% field form.name %}", form=form)

    assert '<label for="id_name">Name</label>' in said
    assert 'aria-describedby="id_name_hint id_name_error"' in said
    assert '<p class="error" id="id_name_error">This field is required.</p>' in said
    assert 'aria-invalid="true"' in said


def test_a_choice_of_several_is_a_group_with_a_name() -> None:
    said = drawn("{% field form.side %}", form=Question())

    assert said.startswith('<fieldset class="field" id="id_side_all">')
    assert "<legend>Side <small>if you like</small></legend>" in said


def test_what_is_wrong_is_listed_on_top_with_a_way_there() -> None:
    said = drawn("{% problems form %}", form=Question({}))

    assert "One thing before this can be kept:" in said
    assert '<a href="#id_name">Name</a>: This field is required.' in said
    assert drawn("{% problems form %}", form=Question()).strip() == ""


def test_a_key_says_who_turned_it_or_how_long_it_waits() -> None:
    now = clock.now()
    ring = look.Keyring((look.Key("A", "Ann", now, "on paper"), look.Key("B", waits_since=now - timedelta(days=3))))

    said = drawn("{% keys ring %}", ring=ring)

    assert "<span>Ann</span>" in said
    assert "· on paper" in said
    assert "Not signed yet: waits <time" in said
    assert (ring.turned, ring.is_complete) == (1, False)


def test_one_key_alone_is_not_complete() -> None:
    alone = look.Keyring((look.Key("A", at=clock.now()),))

    assert (alone.turned, alone.is_complete) == (1, False)


def test_every_station_says_what_waits_there_or_how_it_is() -> None:
    line = [look.Station("need", "3 needs not yet answered", "/needs", "waits"), look.Station("hand-over")]

    said = drawn("{% stations line %}", line=line)

    assert '<li class="waits"><a href="/needs">Needs</a><span>3 needs not yet answered</span></li>' in said
    assert '<li class="quiet"><b>Hand-over</b><span>nothing yet</span></li>' in said


def test_a_refusal_says_why_and_what_can_be_done_next() -> None:
    refusal = Conflicting(row=None, field="words", theirs="eight chairs", yours="nine chairs")

    said = render_to_string("look/refused.html", {"refusal": refusal}, RequestFactory().post("/"))

    assert f"<h1>{refusal.sentence}</h1>" in said
    assert "<dd>eight chairs</dd>" in said
    assert "<dd>nine chairs</dd>" in said
    assert "Nothing was changed." in said
    assert "As it is now" not in render_to_string(
        "look/refused.html", {"refusal": Refused()}, RequestFactory().get("/")
    )


def test_a_colon_stands_as_the_reader_sets_it() -> None:
    assert drawn("a{% colon %} b", "fr") == "a\N{NO-BREAK SPACE}: b"
    assert drawn("a{% colon %} b", "en") == drawn("a{% colon %} b", "nl") == "a: b"
