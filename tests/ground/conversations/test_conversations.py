"""People talk about what they take part in; questions wait for an answer, and moderation gives its reason."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from partnerhood.ground.conversations import access, actions, queries, rules
from partnerhood.ground.conversations.models import Hiding, Remark
from partnerhood.ground.operations.refusals import NotThere, Refused, Unreadable
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.people import accounts
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock
from tests.cast import Cast, by

ABOUT = "tests.thing"


@pytest.fixture
def thing(who: Cast) -> UUID:
    """Something that the two partners do together; the stranger takes no part in it."""
    key = uuid4()
    concerned = frozenset({who.lukanga.id, who.wilgenbeke.id})
    book = BookOf("organisation", who.lukanga.id)

    def find(person, wanted):
        inside = wanted == key and any(person.is_of(one) for one in concerned)
        return access.Subject(ABOUT, key, "A thing", "/look/", concerned, book) if inside else None

    access.register(ABOUT, find, lambda wanted: book if wanted == key else None)
    return key


def say(thing: UUID, person: Person | None, words: str = "Le ballon est-il revenu ?", **more: object) -> Remark:
    return actions.say(about=ABOUT, subject=thing, words=words, language="fr", deed=by(person), **more)


def standing(person: Person):
    found = people.standing(person.id)
    assert found
    return found


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(accounts.open_account(person, f"{person.id}@example.org", None))
    return client


def test_whoever_takes_part_talks_and_a_stranger_does_not(who: Cast, thing: UUID) -> None:
    said = say(thing, who.mireille)
    say(thing, who.lotte, "Oui, depuis hier.")
    for stranger in (who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            say(thing, stranger)

    lines = queries.conversation(thing, standing(who.mireille))

    assert [line.remark.words["fr"]["words"] for line in lines] == ["Le ballon est-il revenu ?", "Oui, depuis hier."]
    assert (said.person_id, said.kind) == (who.mireille.id, "comment")
    assert [line.is_own for line in lines] == [True, False]


def test_nobody_talks_about_what_is_not_there(who: Cast, thing: UUID) -> None:
    with pytest.raises(NotThere):
        say(uuid4(), who.mireille)
    with pytest.raises(NotThere):
        actions.say(about="nothing.known", subject=thing, words="?", language="fr", deed=by(who.mireille))
    with pytest.raises(Unreadable):
        say(thing, who.mireille, "   ")


def test_a_question_waits_for_the_organisation_that_is_asked(who: Cast, thing: UUID) -> None:
    question = say(thing, who.mireille, asked_of=who.wilgenbeke)
    assert question.answer_by_date == clock.today() + rules.TO_ANSWER

    assert list(queries.unanswered([who.wilgenbeke.id])) == [question]
    assert list(queries.unanswered([who.lukanga.id])) == []
    say(thing, who.katrien, "Demain.", in_reply_to=question)

    assert list(queries.unanswered([who.wilgenbeke.id])) == []
    [line] = queries.conversation(thing, standing(who.mireille))
    assert [answer.remark.kind for answer in line.answers] == ["answer"]
    assert not line.is_open


def test_a_question_is_late_the_day_after_it_was_due(who: Cast, thing: UUID) -> None:
    say(thing, who.mireille, asked_of=who.wilgenbeke, answer_by=clock.today())

    assert [line.is_late for line in queries.conversation(thing, standing(who.lotte))] == [False]
    with clock.at(clock.now() + timedelta(days=1)):
        assert [line.is_late for line in queries.conversation(thing, standing(who.lotte))] == [True]


def test_a_question_is_asked_of_somebody_who_takes_part(who: Cast, thing: UUID) -> None:
    with pytest.raises(Refused) as refused:
        say(thing, who.mireille, asked_of=who.sonwerou)

    assert refused.value.field == "asked_of"


def test_only_a_question_about_the_same_thing_is_answered(who: Cast, thing: UUID) -> None:
    remark = say(thing, who.mireille)

    with pytest.raises(Refused, match="question"):
        say(thing, who.lotte, in_reply_to=remark)


def test_a_coordinator_hides_with_a_reason_that_the_author_reads(who: Cast, thing: UUID) -> None:
    remark = say(thing, who.mireille, "Le médecin X a oublié.")
    for nobody in (who.makiese, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.hide(remark=remark, reason="Non", deed=by(nobody))

    actions.hide(remark=remark, reason="Aucun nom de collègue ici.", deed=by(who.lotte))

    [told] = queries.told_to(standing(who.mireille))
    assert (told.reason, told.person_id) == ("Aucun nom de collègue ici.", who.lotte.id)
    [line] = queries.conversation(thing, standing(who.makiese))
    assert line.hidden == told
    actions.show(remark=remark, deed=by(who.albertine))
    assert list(queries.told_to(standing(who.mireille))) == []
    assert Hiding.objects.count() == 1


def test_everybody_takes_back_their_own_words(who: Cast, thing: UUID) -> None:
    remark = say(thing, who.mireille)

    actions.hide(remark=remark, reason="Je me suis trompée.", deed=by(who.mireille))

    assert list(queries.told_to(standing(who.mireille))) == []
    assert queries.conversation(thing, standing(who.lotte))[0].hidden


def test_an_author_does_not_undo_what_a_moderator_hid(client: Client, who: Cast, thing: UUID) -> None:
    remark = say(thing, who.mireille)
    actions.hide(remark=remark, reason="Je me suis trompée.", deed=by(who.mireille))
    actions.show(remark=remark, deed=by(who.mireille))
    assert queries.conversation(thing, standing(who.lotte))[0].hidden is None
    actions.hide(remark=remark, reason="Aucun nom ici.", deed=by(who.lotte))
    actions.hide(remark=remark, reason="Alors je le retire.", deed=by(who.mireille))

    with pytest.raises(NotThere):
        actions.show(remark=remark, deed=by(who.mireille))
    signed_in(client, who.mireille)
    assert client.get(f"/remarks/{remark.id}/showing/").status_code == 404
    assert client.post(f"/remarks/{remark.id}/showing/").status_code == 404

    assert queries.conversation(thing, standing(who.makiese))[0].hidden
    actions.show(remark=remark, deed=by(who.albertine))
    assert queries.conversation(thing, standing(who.makiese))[0].hidden is None


@pytest.mark.parametrize("language", ["_", "xx", ""])
def test_words_say_in_which_known_language_they_are(who: Cast, thing: UUID, language: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.say(about=ABOUT, subject=thing, words="Quand ?", language=language, deed=by(who.mireille))

    assert refused.value.field == "language"
    with pytest.raises(Unreadable):
        say(thing, who.mireille, "x" * 5001)
    assert not Remark.objects.exists()


def test_the_panel_shows_hidden_words_to_their_author_alone(who: Cast, thing: UUID) -> None:
    actions.hide(remark=say(thing, who.mireille, "CANARI"), reason="Raison", deed=by(who.albertine))

    shown = {name: _panel(thing, getattr(who, name)) for name in ("mireille", "makiese", "albertine")}

    assert {name: "CANARI" in text for name, text in shown.items()} == {
        "mireille": True,
        "makiese": False,
        "albertine": False,
    }
    assert {name: "Raison" in text for name, text in shown.items()} == {
        "mireille": True,
        "makiese": False,
        "albertine": True,
    }
    assert _panel(thing, None).strip() == ""


def _panel(thing: UUID, person: Person | None) -> str:
    request = RequestFactory().get("/")
    request.person = people.standing(person.id) if person else None  # type: ignore[attr-defined]
    subject = access.find(ABOUT, thing, request.person)  # type: ignore[attr-defined]
    template = Template("{% load conversations %}{% conversation subject %}")
    return template.render(Context({"request": request, "subject": subject}))


@pytest.mark.once
def test_the_panel_asks_as_often_for_thirty_remarks_as_for_one(
    who: Cast, thing: UUID, django_assert_num_queries
) -> None:
    say(thing, who.mireille, asked_of=who.wilgenbeke)
    person = standing(who.lotte)
    with django_assert_num_queries(2):
        queries.conversation(thing, person)
    for number in range(29):
        say(thing, who.lotte, f"Remarque {number}")

    with django_assert_num_queries(2):
        assert len(queries.conversation(thing, person)) == 30


def test_one_says_asks_and_answers_on_the_page(client: Client, who: Cast, thing: UUID) -> None:
    page = f"/conversations/{ABOUT}/{thing}/"
    signed_in(client, who.mireille)
    sent = {"words": "Où est la clé ?", "asked_of": who.wilgenbeke.id, "answer_by": date(2030, 1, 2), "language": "fr"}

    answer = client.post(page, sent)

    assert answer["Location"] == "/look/#conversation"
    question = Remark.objects.get()
    assert (question.kind, question.answer_by_date) == ("question", date(2030, 1, 2))
    signed_in(client, who.lotte)
    assert "Où est la clé ?" in client.get(f"{page}?answers={question.id}").content.decode()
    client.post(f"{page}?answers={question.id}", {"words": "Ici.", "language": "fr"})
    assert Remark.objects.get(kind="answer").in_reply_to == question


def test_words_that_were_refused_stay_on_the_page(client: Client, who: Cast, thing: UUID) -> None:
    signed_in(client, who.mireille)

    answer = client.post(f"/conversations/{ABOUT}/{thing}/", {"words": "Gardez ceci", "language": "xx"})

    assert answer.status_code == 200
    assert "Gardez ceci" in answer.content.decode()
    assert not Remark.objects.exists()


def test_strangers_find_no_conversation(client: Client, who: Cast, thing: UUID) -> None:
    remark = say(thing, who.mireille)
    pages = [f"/conversations/{ABOUT}/{thing}/", f"/remarks/{remark.id}/hiding/", f"/remarks/{remark.id}/showing/"]

    assert [client.get(page).status_code for page in pages] == [404] * 3
    signed_in(client, who.rekia)
    assert [client.get(page).status_code for page in pages] == [404] * 3
    signed_in(client, who.makiese)
    assert [client.get(page).status_code for page in pages] == [200, 404, 404]


def test_a_remark_is_hidden_and_shown_again_by_its_pages(client: Client, who: Cast, thing: UUID) -> None:
    remark = say(thing, who.mireille)
    signed_in(client, who.albertine)

    client.post(f"/remarks/{remark.id}/hiding/", {"reason": "Pas ici."})
    assert queries.conversation(thing, standing(who.makiese))[0].hidden
    base = client.get(f"/remarks/{remark.id}/showing/").context["form"].initial["base"]
    client.post(f"/remarks/{remark.id}/showing/", {"base": base})

    assert queries.conversation(thing, standing(who.makiese))[0].hidden is None


FIRST = '<h2 id="waits">'


def test_a_question_to_ones_own_house_stands_first_with_the_form_to_answer_it(
    client: Client, who: Cast, thing: UUID
) -> None:
    late = say(thing, who.mireille, "Plus tard ?", asked_of=who.wilgenbeke, answer_by=clock.today() + timedelta(days=9))
    soon = say(thing, who.mireille, "Où est la clé ?", asked_of=who.wilgenbeke, answer_by=clock.today())
    page = f"/conversations/{ABOUT}/{thing}/"
    signed_in(client, who.katrien)

    text = client.get(page).content.decode().split("<main")[1]

    assert (
        text.index(FIRST)
        < text.index("Où est la clé ?")
        < text.index(f"?answers={soon.id}")
        < text.index("Plus tard ?")
    )
    assert text.count("<form method") == 1 and text.count("Où est la clé ?") == 1
    assert "asked_of" not in text and f"?answers={late.id}" in text
    new = client.get(f"{page}?say=new").content.decode()
    assert FIRST not in new and "asked_of" in new and "Où est la clé ?" in new
    client.post(f"{page}?answers={soon.id}", {"words": "Ici.", "language": "nl"})
    text = client.get(page).content.decode()
    assert text.index(FIRST) < text.index("Plus tard ?") < text.index("Ici.")


def test_nothing_stands_first_for_whom_nobody_asks(client: Client, who: Cast, thing: UUID) -> None:
    hidden = say(thing, who.lotte, "Caché ?", asked_of=who.lukanga)
    actions.hide(remark=hidden, reason="Pas ici.", deed=by(who.lotte))
    say(thing, who.mireille, "Où est la clé ?", asked_of=who.wilgenbeke)
    signed_in(client, who.makiese)

    text = client.get(f"/conversations/{ABOUT}/{thing}/").content.decode()

    assert FIRST not in text and "asked_of" in text
