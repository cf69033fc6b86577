"""How they work together: partnerships with their moves, charters under two keys, standing still, and who sits where."""

from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene, wording_now
from partnerhood.ground.records import ids, languages
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Invited


def scenes(network: str) -> Iterator[Scene]:
    """Partnerships are proposed, get a charter, move and stand still; bodies open and people take their seats."""
    for code, said in page(network, "partnerships").items():
        yield scene(_propose, code, said)
        yield scene(_join, code, said["joins"])
        for move in said.get("moves", []):
            yield scene(_move, code, move)
    for code, said in page(network, "charters").items():
        yield from _charter(code, said)
    for code, said in page(network, "suspensions").items():
        yield from _suspension(code, said)
    for code, said in page(network, "bodies").items():
        yield scene(_open_body, code, said)


def _propose(story: Story, code: str, said: dict[str, Any]) -> None:
    partnership = partnerships.propose(
        key=ids.named(f"demo:{code}"),
        name=said["name"],
        kind=said["kind"],
        partners=story.each(said["partners"]),
        works_at=story.each(said["works_at"]),
        network=story[said["network"]] if "network" in said else None,
        since_date=said.get("since"),
        about=languages.said(said["about"], said["language"]),
        deed=story.by(said["by"]),
    )
    story.keep(code, partnership)


def _join(story: Story, code: str, said: dict[str, Any]) -> None:
    """The house that was asked says yes."""
    invited = Invited.objects.get(partnership=story[code])
    partnerships.answer(invited=invited, answer="joins", deed=story.by(said["by"]))


def _move(story: Story, code: str, move: dict[str, Any]) -> None:
    reason = move.get("reason", "")
    partnerships.move(partnership=story[code], state=move["to"], reason=reason, deed=story.by(move["by"]))


def _charter(code: str, said: dict[str, Any]) -> Iterator[Scene]:
    """A charter in one version or more, each changing some headings of the one before; then the keys."""
    headings: dict[str, dict[str, str]] = {}
    for version in said["versions"]:
        headings = {**headings, **version["headings"]}
        whole = {"at": version["at"], "by": version["by"], "headings": headings, "review": said["review"]}
        yield scene(_write_charter, code, whole)
    for key in said["keys"]:
        yield scene(_sign_charter, code, key)


def _write_charter(story: Story, code: str, said: dict[str, Any]) -> None:
    charter = partnerships.write_charter(
        partnership=story[code], headings=said["headings"], review_date=said["review"], deed=story.by(said["by"])
    )
    story.keep(f"charter of {code}", charter)


def _sign_charter(story: Story, code: str, key: dict[str, Any]) -> None:
    charter = story[f"charter of {code}"]
    partnerships.sign_charter(
        charter=charter, wording=wording_now(charter.id), on_behalf_of=story[key["for"]], deed=story.by(key["by"])
    )


def _suspension(code: str, said: dict[str, Any]) -> Iterator[Scene]:
    """Standing still: proposed, under both keys, and looked at again every three months."""
    yield scene(_propose_suspension, code, said)
    for key in said["keys"]:
        yield scene(_sign_suspension, code, key)
    for review in said["reviews"]:
        yield scene(_review, code, review)


def _propose_suspension(story: Story, code: str, said: dict[str, Any]) -> None:
    suspension = partnerships.propose_suspension(
        partnership=story[code],
        reason=said["reason"],
        words=said["words"],
        language=said["language"],
        goes_on=said["goes_on"],
        since_date=said["since"],
        deed=story.by(said["by"]),
    )
    story.keep(f"suspension of {code}", suspension)


def _sign_suspension(story: Story, code: str, key: dict[str, Any]) -> None:
    suspension = story[f"suspension of {code}"]
    partnerships.sign_suspension(
        suspension=suspension,
        wording=wording_now(suspension.id),
        on_behalf_of=story[key["for"]],
        deed=story.by(key["by"]),
    )


def _review(story: Story, code: str, review: dict[str, Any]) -> None:
    partnerships.review_suspension(
        suspension=story[f"suspension of {code}"],
        words=review["words"],
        language=review["language"],
        deed=story.by(review["by"]),
    )


def _open_body(story: Story, code: str, said: dict[str, Any]) -> None:
    body = partnerships.open_body(
        name=said["name"],
        kind=said["kind"],
        **{where: story[said[where]] for where in ("network", "partnership") if where in said},
        country=said.get("country", ""),
        mandate=said["mandate"],
        language=said["language"],
        deed=story.by(said["by"]),
    )
    story.keep(code, body)
    for seat in said["seats"]:
        partnerships.seat(
            body=body,
            person=story[seat["who"]],
            kind=seat.get("as", "member"),
            from_date=seat["from"],
            to_date=seat.get("to"),
            deed=story.by(said["by"]),
        )
