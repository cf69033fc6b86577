"""Who is heard before a decision, staff before the press, and questions that are answered by a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock
from partnerhood.pathway.exploration import actions, rules
from partnerhood.pathway.exploration.models import Hearing, Question, Statement, Telling
from tests.cast import Cast, by
from tests.pathway.exploration import story
from tests.pathway.exploration.story import Told
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

NOWHERE = uuid4()
STAFF = story.MIDDLE + timedelta(hours=1)
PRESS = STAFF + timedelta(hours=2)


@pytest.fixture(autouse=True)
def in_april() -> Iterator[None]:
    """The fourteenth week."""
    with clock.at(story.MIDDLE):
        yield


@pytest.fixture
def told(who: Cast) -> Told:
    return story.begun(who)


def page(who: Person | None, name: str, *keys: object) -> str:
    answer = browser(who).get(reverse(f"exploration:{name}", args=keys))
    assert answer.status_code == 200
    return story.plain(answer)


def everybody(told: Told) -> dict[str, Person | None]:
    who = told.who
    return {"secretary": who.lotte, "chair": who.mireille, "stranger": who.rekia, "nobody": None}


def say(statement: Statement, audience: str, person: Person, at: datetime) -> Telling:
    with clock.at(at):
        return actions.tell(statement=statement, audience=audience, deed=by(person))


@pytest.mark.django_db
def test_the_press_is_told_after_the_staff_and_both_boards_sign_the_order(told: Told) -> None:
    who = told.who
    for wrong in (
        {"press": PRESS},
        {"staff": STAFF, "press": STAFF + timedelta(minutes=119)},
        {"staff": PRESS, "press": STAFF},
    ):
        with pytest.raises(Refused):
            story.communique(told, **wrong)
    kept = story.communique(told, staff=STAFF, press=PRESS)

    with pytest.raises(Refused, match="turned their key"):
        say(kept, "staff", who.lotte, STAFF)
    story.sign(told, kept)
    with pytest.raises(Refused, match="Others come first"):
        say(kept, "press", who.lotte, PRESS)
    with pytest.raises(Refused, match="not time yet"):
        say(kept, "staff", who.lotte, STAFF - timedelta(minutes=1))
    say(kept, "staff", who.lotte, STAFF + timedelta(minutes=30))
    with pytest.raises(Refused, match="two hours ago"):
        say(kept, "press", who.albertine, PRESS)
    say(kept, "press", who.albertine, PRESS + timedelta(minutes=30))

    assert Telling.objects.count() == 2
    with pytest.raises(Refused, match="told already"):
        say(kept, "press", who.lotte, PRESS + timedelta(hours=1))
    with pytest.raises(Refused, match="not named"):
        say(kept, "partners", who.lotte, PRESS)
    with pytest.raises(NotThere):
        say(kept, "staff", who.mireille, PRESS)


@pytest.mark.django_db
def test_a_communique_is_read_by_boards_and_groups_then_by_staff_and_by_everybody_once_they_were_told(
    told: Told,
) -> None:
    who, kept = told.who, story.communique(told, staff=STAFF, public=PRESS)
    nurse = story.colleague(who)
    story.sign(told, kept)
    address, missing = (reverse("exploration:statement", args=[key]) for key in (kept.id, NOWHERE))
    readers = {**everybody(told), "nurse": nurse}
    before = {"secretary": 200, "chair": 200, "nurse": 404, "stranger": 404, "nobody": 404}

    assert seen_by(address, readers, missing) == before
    assert "Nous cherchons" not in page(nurse, "communiques", told.exploration.id)
    say(kept, "staff", who.lotte, STAFF)
    assert seen_by(address, readers, missing) == {**before, "nurse": 200}
    assert "Nous cherchons" in page(nurse, "communiques", told.exploration.id)
    assert "Nous cherchons" not in page(None, "communiques", told.exploration.id)
    say(kept, "public", who.lotte, PRESS)
    assert set(seen_by(address, readers, missing).values()) == {200}
    again = rules.Communique(
        language="fr", title="Autre", words="Autre", audiences=[rules.ToldAt(audience="staff", at=STAFF)]
    )
    with pytest.raises(Refused):
        actions.write_communique(exploration=told.exploration, content=again, statement=kept, deed=by(who.lotte))


@pytest.mark.once
@pytest.mark.django_db
def test_a_communique_is_written_and_told_on_its_pages(told: Told) -> None:
    address = reverse("exploration:write_communique", args=[told.exploration.id])
    client = browser(told.who.lotte)
    sent = {
        "title": "Nous cherchons",
        "words": "Rien n'est décidé.",
        "language": "fr",
        "base": base_on(client.get(address)),
    }

    assert client.post(address, sent).status_code == 200
    soon = client.post(address, {**sent, "at_staff": "2026-04-15T10:00", "at_press": "2026-04-15T11:00"})
    assert "Staff know first" in story.plain(soon)
    hours = {"at_staff": "2026-04-15T10:00", "at_press": "2026-04-15T12:00"}
    assert [client.post(address, {**sent, **hours}).status_code for _ in range(2)] == [302, 302]
    kept = Statement.objects.get(kind="communique")
    story.sign(told, kept)

    with clock.at(STAFF):
        shown = client.get(reverse("exploration:statement", args=[kept.id]))
        tell = reverse("exploration:tell", args=[kept.id, "staff"])
        assert tell in shown.content.decode()
        assert [client.post(tell, {"base": base_on(shown)}).status_code for _ in range(2)] == [302, 302]
        assert browser(told.who.mireille).post(tell).status_code == 404
    assert Telling.objects.count() == 1


hours = st.integers(0, 10).map(lambda number: STAFF + timedelta(hours=number))
orders = st.lists(st.sampled_from(["staff", "councils", "partners", "public", "press"]), unique=True, max_size=5)


@given(
    orders.flatmap(lambda names: st.tuples(st.just(names), st.lists(hours, min_size=len(names), max_size=len(names))))
)
def test_an_order_that_may_be_signed_always_has_the_staff_two_hours_before_the_press(one: tuple) -> None:
    names, at = one
    audiences = [rules.ToldAt(audience=name, at=when) for name, when in zip(names, at, strict=True)]

    fault = rules.order_fault(audiences)

    when = dict(zip(names, at, strict=True))
    outside = [when[name] for name in ("public", "press") if name in when]
    fair = not outside or ("staff" in when and all(one >= when["staff"] + rules.STAFF_FIRST for one in outside))
    assert (fault == "") == (fair and at == sorted(at))
    assert fault in ("", "order", "staff")


@pytest.mark.once
@pytest.mark.django_db
def test_who_must_be_heard_is_asked_advises_and_reads_what_was_done_with_it(told: Told) -> None:
    who = told.who
    address = reverse("exploration:ask_hearing", args=[told.exploration.id])
    client = browser(who.lotte)
    sent = {
        "kind": "works-council",
        "organisation": who.lukanga.id,
        "asked_date": "2026-04-01",
        "due_date": "2026-04-10",
    }
    sent["base"] = base_on(client.get(address))
    assert client.post(address, {**sent, "due_date": "2026-03-01"}).status_code == 200
    assert client.post(address, {**sent, "kind": "other", "organisation": ""}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    hearing = Hearing.objects.get()
    assert "Works council, Lukanga" in page(None, "heard", told.exploration.id)
    assert "late" in page(None, "heard", told.exploration.id)
    with pytest.raises(Refused):
        actions.follow_advice(hearing=hearing, words="Suivi", language="fr", deed=by(who.lotte))

    advise = reverse("exploration:advise", args=[hearing.id])
    given_words = {"advice": "conditions", "words": "Oui, sans déplacer personne.", "language": "fr"}
    given_words |= {"given_date": "2026-04-14", "base": base_on(client.get(advise))}
    assert client.post(advise, {**given_words, "given_date": "2026-05-01"}).status_code == 200
    assert client.post(advise, given_words).status_code == 302
    follow = reverse("exploration:follow", args=[hearing.id])
    kept = {"words": "Personne n'est déplacé avant 2028.", "language": "fr", "base": base_on(client.get(follow))}
    assert client.post(follow, kept).status_code == 302

    said = page(None, "heard", told.exploration.id)
    assert "Positive with conditions" in said
    assert "sans déplacer personne" in said
    assert "avant 2028" in said
    decision = {
        "words": "Option B",
        "why": "Le conseil l'a demandé",
        "language": "fr",
        "decided_date": date(2026, 4, 15),
    }
    actions.decide(exploration=told.exploration, kind="noted", rests_on=[hearing], **decision, deed=by(who.lotte))
    assert "Works council, Lukanga (positive with conditions)" in page(None, "decisions", told.exploration.id)
    missing = reverse("exploration:advise", args=[NOWHERE])
    assert seen_by(advise, {"chair": who.mireille, "nobody": None}, missing) == {"chair": 404, "nobody": 404}


@pytest.mark.once
@pytest.mark.django_db
def test_a_legal_note_is_of_the_boards_and_named_readers_and_opens_with_the_decision(told: Told) -> None:
    said = {"kind": "competition", "asked_date": date(2026, 4, 1), "due_date": date(2026, 9, 18)}
    actions.ask_hearing(exploration=told.exploration, closing=story.closed(told), **said, deed=by(told.who.lotte))

    assert "Competition check" in page(told.who.lotte, "heard", told.exploration.id)
    assert "Confidential until 18 September 2026: avis juridique" in page(told.who.lotte, "heard", told.exploration.id)
    for reader in (None, told.who.mireille):
        assert "Competition check" not in page(reader, "heard", told.exploration.id)
    with clock.at(datetime(2026, 9, 18, 6, tzinfo=UTC)):
        assert "Competition check" in page(None, "heard", told.exploration.id)


@pytest.mark.once
@pytest.mark.django_db
def test_a_question_of_the_staff_is_answered_by_its_day_and_late_is_said(told: Told) -> None:
    who = told.who
    nurse = story.colleague(who)
    address = reverse("exploration:ask_question", args=[told.exploration.id])
    missing = reverse("exploration:ask_question", args=[NOWHERE])
    assert seen_by(address, {"nurse": nurse, "stranger": who.rekia, "nobody": None}, missing) == {
        "nurse": 200,
        "stranger": 404,
        "nobody": 404,
    }
    client = browser(nurse)
    sent = {"words": "Mon lieu de travail change-t-il ?", "language": "fr", "base": base_on(client.get(address))}
    assert client.post(address, {**sent, "words": ""}).status_code == 200
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    question = Question.objects.get()
    assert question.due_date == date(2026, 4, 29)
    assert "answer due by 29 April 2026" in page(None, "questions", told.exploration.id)

    with clock.at(story.MIDDLE + timedelta(days=16)):
        secretary = browser(who.lotte)
        assert "1 question waits for an answer, by 29 April 2026." in page(who.lotte, "dossier", told.exploration.id)
        reply = reverse("exploration:answer", args=[question.id])
        back = {"words": "Pas avant la décision.", "language": "fr", "base": base_on(secretary.get(reply))}
        assert secretary.post(reply, back).status_code == 302
    said = page(None, "questions", told.exploration.id)
    assert "answered late, it was due on 29 April 2026" in said
    assert "Pas avant la décision." in said
    assert nurse.name not in said
    with pytest.raises(NotThere):
        actions.answer(question=question, words="Non", language="fr", deed=by(nurse))
    with pytest.raises(NotThere):
        actions.ask(exploration=told.exploration, words="a", language="fr", asker="public", deed=by(nurse))


@pytest.mark.once
@pytest.mark.django_db
def test_a_question_that_names_a_patient_is_removed_and_its_asker_reads_why(told: Told) -> None:
    who = told.who
    nurse = story.colleague(who)
    asked = actions.ask(exploration=told.exploration, words="Et madame Kabila ?", language="fr", deed=by(nurse))
    address = reverse("exploration:remove_question", args=[asked.id])
    client = browser(who.lotte)
    sent = {"why": "Elle nomme une patiente.", "base": base_on(client.get(address))}

    assert client.post(address, {**sent, "why": ""}).status_code == 200
    assert client.post(address, sent).status_code == 302

    everyone, own = page(None, "questions", told.exploration.id), page(nurse, "questions", told.exploration.id)
    assert "A question was removed." in everyone
    assert "patiente" not in everyone
    assert "Elle nomme une patiente." in own
    assert "Kabila" not in everyone + own
    asked.refresh_from_db()
    with pytest.raises(Refused):
        actions.answer(question=asked, words="Non", language="fr", deed=by(who.lotte))


@pytest.mark.once
@pytest.mark.django_db
def test_lists_of_questions_and_hearings_ask_as_much_for_thirty_as_for_one(told: Told) -> None:
    who = told.who

    def more(number: int) -> None:
        for one in range(number):
            actions.ask(exploration=told.exploration, words=f"Pourquoi {one} ?", language="fr", deed=by(who.lotte))
            said = {"kind": "works-council", "asked_date": date(2026, 4, 1), "due_date": date(2026, 5, 1)}
            actions.ask_hearing(exploration=told.exploration, **said, deed=by(who.lotte))

    more(1)
    names = ("questions", "heard", "dossier", "communiques")
    there = [reverse(f"exploration:{name}", args=[told.exploration.id]) for name in names]
    client = browser(who.lotte)
    few = [queries_of(client, one) for one in there]
    more(31)

    assert [queries_of(client, one) for one in there] == few
    assert max(few) <= AT_MOST
    assert "page=2" in page(None, "questions", told.exploration.id)


@pytest.mark.django_db
def test_words_for_a_key_and_questions_wait_on_the_pages_of_those_who_decide(told: Told) -> None:
    who = told.who
    kept = story.communique(told, staff=STAFF)
    for words in ("Quand ?", "Qui ?"):
        actions.ask(exploration=told.exploration, words=words, language="fr", deed=by(who.mireille))

    seen = {
        person: story.plain(browser(person).get(reverse("website:my_page")))
        for person in (who.makiese, who.katrien, who.lotte, who.rekia)
    }

    there, asked = (
        reverse("exploration:sign", args=[kept.id]),
        reverse("exploration:questions", args=[told.exploration.id]),
    )
    assert [there in seen[one] for one in seen] == [True, True, False, False]
    assert [asked in seen[one] for one in seen] == [True, True, True, False]
    assert "2 questions to the boards wait for an answer" in seen[who.lotte]
