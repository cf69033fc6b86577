"""Nobody reads the other side's score before their own is in: not in a query, not in a deed, not on another node."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.operations import chain, jobs, journal, registry, travelling
from partnerhood.ground.operations.guard import building
from partnerhood.ground.operations.models import Operation, Payload
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import clock
from partnerhood.ground.records.rows import row_fingerprint
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.rounds import actions, queries, tasks
from partnerhood.pathway.rounds.models import HandIn, Round, Score
from partnerhood.pathway.rounds.rules import Shown
from tests.cast import OPERATOR, Cast, by
from tests.ground.operations import told
from tests.pathway.rounds.story import opened, other, own

pytestmark = pytest.mark.django_db
CANARY = "ZEEVOGEL"
SECRETS = {"words": f"{CANARY} words", "evidence": [Shown(words=f"{CANARY} evidence")]}


def read_by(person_id: object, which: object) -> str:
    """Everything that the query layer tells a person of a round, in one text."""
    person = standing(person_id)
    said = [repr(vars(score)) for score in queries.scores_visible_to(person)]
    said += [repr(vars(remark)) for remark in queries.remarks_visible_to(person)]
    for row in queries.table(which, person):
        for voice in row.voices:
            said += [repr(voice.answer), repr(vars(voice.score)) if voice.score else "", repr(voice.corrections)]
    return " ".join(said)


def test_the_other_side_reads_a_score_only_after_its_own_is_in(who: Cast) -> None:
    which = opened(who)
    own(who, which, 4, **SECRETS)
    before = [read_by(one.id, which) for one in (who.lotte, who.katrien, who.rekia, who.suspended)]
    for_the_other_domain = other(who, which, 2, "technique_it_maintenance")
    still = read_by(who.lotte.id, which)
    other(who, which, 2)

    assert not any(CANARY in said for said in before)
    assert for_the_other_domain and CANARY not in still
    assert CANARY in read_by(who.lotte.id, which)
    assert CANARY in read_by(who.mireille.id, which)
    assert CANARY not in read_by(who.rekia.id, which)


def test_what_a_side_says_of_the_scores_waits_too(who: Cast) -> None:
    which = opened(who)
    own(who, which, 4)
    actions.say(
        round=which,
        domain="newborn_care",
        on_behalf_of=who.lukanga,
        kind="seen",
        words=CANARY,
        language="fr",
        deed=by(who.makiese),
    )

    assert CANARY not in read_by(who.lotte.id, which)
    other(who, which, 2)
    assert CANARY in read_by(who.lotte.id, which)


def test_the_order_of_the_list_tells_nothing_before_ones_own_is_in(who: Cast) -> None:
    which = opened(who)
    other(who, which, 2)
    other(who, which, 2, "technique_it_maintenance")
    before = [row.domain for row in queries.table(which, standing(who.makiese.id))]
    differences = {row.difference for row in queries.table(which, standing(who.makiese.id))}

    assert before == sorted(before)
    assert differences == {-1}


def test_a_payload_with_a_score_stays_at_home_until_every_side_is_in(who: Cast) -> None:
    which = opened(who)
    book = {str(who.partnership.id): {}}
    own(who, which, 4, **SECRETS)
    follow()
    alone = json.dumps(list(travelling.since(book)))
    other(who, which, 2)
    follow()
    both = json.dumps(list(travelling.since(book)))

    assert CANARY not in alone
    assert CANARY in both
    assert HandIn.objects.filter(round=which).count() == 2


def test_another_node_ends_with_equal_scores(who: Cast) -> None:
    which = opened(who)
    own(who, which, 4, **SECRETS)
    other(who, which, 2)
    follow()
    here = {one.id: row_fingerprint(one) for one in Score.objects.all()}
    assert list(journal.faults()) == []

    with building():
        Score.objects.all().delete()
    for laid in Payload.objects.filter(operation__kind="rounds.lay_open").select_related("operation__book"):
        header = laid.operation
        kind = registry.kinds[header.kind]
        deed = travelling._deed(header, chain.OpenBook(header.book, header.book.chains.get()))
        kind.act(deed=deed, **kind.shape.resolve(kind.shape.read(json.loads(laid.text))))

    assert {one.id: row_fingerprint(one) for one in Score.objects.all()} == here


def test_doing_the_work_twice_changes_nothing(who: Cast) -> None:
    which = opened(who)
    own(who, which, 4)
    other(who, which, 2)
    follow()
    before = Operation.objects.count()

    assert tasks.lay_open_waiting(HandIn.objects.values_list("id", flat=True)) == 2
    assert Operation.objects.count() == before


def test_a_score_is_laid_open_when_the_last_side_is_in_on_another_node(who: Cast) -> None:
    which = opened(who)
    own(who, which, 4, **SECRETS)
    follow()
    there = handed_in_elsewhere(who, which)
    before = json.dumps(told.everything())

    first = [one.state for one in travelling.arrive([there])]
    follow()
    after = told.everything()
    again = [one.state for one in travelling.arrive([there])]
    follow()

    assert (first, again) == (["applied"], ["known"])
    assert (CANARY in before, CANARY in json.dumps(after)) == (False, True)
    assert told.everything() == after
    assert list(journal.faults()) == []


def handed_in_elsewhere(who: Cast, which: Round) -> dict[str, object]:
    """That Wilgenbeke is in, as the node of Wilgenbeke tells it; its score stays there."""
    with transaction.atomic():
        actions.hand_in(round=which, domain="newborn_care", on_behalf_of=who.wilgenbeke, at=clock.now(), deed=OPERATOR)
        said = told.everything()[-1]
        transaction.set_rollback(True)
    assert said["kind"] == "rounds.hand_in"
    return told.as_told_elsewhere(said)


def follow() -> None:
    """Do what follows from what was done, and what follows from that."""
    while jobs.work_off():
        continue


@pytest.mark.once
def test_a_table_asks_as_often_for_thirty_domains_as_for_one(who: Cast) -> None:
    everything = [one.code for one in vocabulary.domains()][:30]
    which = opened(who, everything)
    own(who, which, 3, everything[0])
    other(who, which, 3, everything[0])
    person = standing(who.lotte.id)

    with CaptureQueriesContext(connection) as for_one:
        queries.table(which, person)
    for domain in everything[1:]:
        own(who, which, 3, domain)
        other(who, which, 3, domain)
    with CaptureQueriesContext(connection) as for_many:
        queries.table(which, person)

    assert len(for_many) == len(for_one) <= 6
