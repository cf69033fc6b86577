"""What of a result is signed, and which result of a new version is which."""

from uuid import UUID, uuid4

from partnerhood.pathway.programmes.rules import promises
from tests.pathway.programmes.activities import result

PROGRAMME = UUID(int=1)
PARTIES = [UUID(int=2), UUID(int=3)]


def kept(told: dict[str, object], place: int = 0, *, gone: bool = False) -> promises.Kept:
    """A result that is here."""
    signed = promises.signed(PARTIES, promises.promise("A-1", told))
    return promises.Kept(uuid4(), place, promises.name(told), signed, gone)


def test_what_was_reached_is_not_signed() -> None:
    reported = result()
    reported["indicators"][0]["periods"][0]["actuals"] = [{"value": "55"}]
    reported["documents"] = [{"address": "https://example.org/report"}]

    assert promises.promise("A-1", reported) == promises.promise("A-1", result())


def test_another_target_is_another_promise() -> None:
    harder = result()
    harder["indicators"][0]["periods"][0]["targets"] = [{"value": "80"}]

    assert promises.promise("A-1", harder) != promises.promise("A-1", result())


def test_a_result_is_found_again_by_its_title_wherever_it_stands() -> None:
    one, two = kept(result("one"), 0), kept(result("two"), 1)

    found = promises.paired([one, two], "A-1", [result("two"), result("one")], PARTIES)

    assert found == promises.Paired((two.id, one.id), (False, False), ())


def test_another_title_in_the_same_place_is_the_same_result_in_other_words() -> None:
    one, two = kept(result("one"), 0), kept(result("two"), 1)

    found = promises.paired([one, two], "A-1", [result("one"), result("zwei")], PARTIES)

    assert found == promises.Paired((one.id, two.id), (False, True), ())


def test_a_result_that_is_left_out_is_gone_and_a_new_one_is_new() -> None:
    one, two = kept(result("one"), 0), kept(result("two"), 1)

    shorter = promises.paired([one, two], "A-1", [result("one")], PARTIES)
    longer = promises.paired([one], "A-1", [result("one"), result("new")], PARTIES)

    assert shorter == promises.Paired((one.id,), (False,), (two.id,))
    assert longer == promises.Paired((one.id, None), (False, True), ())


def test_what_was_gone_comes_back_as_itself_and_is_not_gone_again() -> None:
    one, two = kept(result("one"), 0), kept(result("two"), 1, gone=True)

    assert promises.paired([one, two], "A-1", [result("one")], PARTIES).gone == ()
    assert promises.paired([one, two], "A-1", [result("one"), result("two")], PARTIES).continues == (one.id, two.id)


def test_other_parties_mean_other_words() -> None:
    one = kept(result("one"))

    assert promises.paired([one], "A-1", [result("one")], PARTIES[:1]).reworded == (True,)


def test_of_two_results_with_one_title_the_second_is_another() -> None:
    twice = [result("one"), result("one")]

    ids = [promises.new_id(PROGRAMME, twice[place], twice, place) for place in (0, 1)]

    assert ids[0] != ids[1]
    assert ids[0] == promises.new_id(PROGRAMME, twice[0], twice[:1], 0)


def test_a_promise_is_read_line_by_line() -> None:
    lines = promises.lines(promises.promise("A-1", result()), "fr")

    assert lines == [
        "More babies are helped to breathe",
        "Helped within a minute",
        "0 2024 20",
        "→ 2025-01-01–2025-12-31 60",
    ]
