"""The open API: one typed address per operation, and one per kind of thing to read. Versioned, described by OpenAPI."""

import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID, uuid4

import pydantic
from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Schema, Status
from ninja.openapi import schema as described
from ninja.params.models import BodyModel
from ninja.parser import Parser
from ninja.schema import NinjaGenerateJsonSchema
from pydantic.json_schema import CoreRef

from partnerhood import __version__
from partnerhood.ground.operations import door, limits, registry
from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.operations.refusals import Refused
from partnerhood.interfaces.api import filled, pages, queries

P = TypeVar("P")
PAGE = 100
for one in (Schema, BodyModel):  # what each operation takes and answers is made when first asked: a third of the start
    one.model_config["defer_build"] = True


class OfRooms(NinjaGenerateJsonSchema):
    """Two rooms may use one word for two things: in what a program reads, the room stands before the word."""

    def get_defs_ref(self, core_mode_ref: Any) -> Any:
        """The name under which the shape of a thing is described: `goals_Content`."""
        core, mode = core_mode_ref
        return super().get_defs_ref((CoreRef(IN_A_ROOM.sub(r"\1\2_\3", core)), mode))


IN_A_ROOM = re.compile(r"(partnerhood\.(?:ground|pathway)\.(?!operations\.)(\w+)\.(?:\w+\.)*)(\w+)(?=:)")
described.NinjaGenerateJsonSchema = OfRooms  # type: ignore[attr-defined]


class Bounded(Parser):
    """Reads a body; what is nested deeper than anything of ours is no body."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as values; whatever is raised is answered 400."""
        said = json.loads(request.body)
        if limits.is_bottomless({"payload": said}):
            raise ValueError("nested too deep")
        return said


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as trouble:
        raise ValueError("a moment that is within the calendar") from trouble


Moment = Annotated[pydantic.AwareDatetime, pydantic.AfterValidator(_in_utc)]

api = NinjaAPI(parser=Bounded(), title="Partnerhood", version=__version__, urls_namespace="api-1", docs_url=None)


class Envelope(pydantic.BaseModel, Generic[P]):
    """An operation as a program says it. `device` and `number`, or `id`, make it safe to send twice."""

    model_config = pydantic.ConfigDict(defer_build=True)

    payload: P
    id: UUID | None = None
    device: UUID | None = None
    number: int | None = None
    base: UUID | None = None
    happened_at: Moment | None = None


class Done(pydantic.BaseModel):
    """What came of an operation: `applied`, in the same letters however often it is sent."""

    id: UUID
    state: str
    answer: dict[str, Any]


class Why(pydantic.BaseModel):
    """Why an operation was not done; nothing was written."""

    model_config = pydantic.ConfigDict(extra="allow")

    code: str
    sentence: str


def open_operations() -> None:
    """Give every operation its own typed address: `POST /api/1/do/<room>/<verb>`."""
    for kind in registry.kinds.values():
        room, verb = kind.name.split(".")
        says = api.post(
            f"/do/{room}/{verb}",
            response={201: Done, 404: Why, 409: Why, 422: Why},
            summary=str(kind.name),
            description=kind.act.__doc__ or "",
            operation_id=kind.name,
            tags=[room],
        )
        says(_endpoint(kind))


def _endpoint(kind: registry.Kind) -> Any:
    def do(request: HttpRequest, said: Any) -> Any:
        try:
            outcome = door.perform(
                kind, said.payload.model_dump(mode="json", exclude_unset=True), _claim(request, said)
            )
        except Refused as why:
            return Status(pages.status(why), filled.refusal(why))
        return Status(201, {"id": outcome.id, "state": "applied", "answer": outcome.answer})

    do.__name__ = kind.name.replace(".", "_")
    do.__annotations__ = {"request": HttpRequest, "said": Envelope[kind.shape.model]}  # type: ignore[name-defined]
    return do


def _claim(request: HttpRequest, said: Envelope[Any]) -> Claim:
    person = request.person  # type: ignore[attr-defined]
    device = pages.device_of(person, said.device or uuid4()) if person else uuid4()
    return Claim(
        author=person.id if person else None,
        device=device,
        id=said.id,
        number=said.number if said.device else None,
        base=said.base,
        happened_at=said.happened_at,
    )


@api.get("/read/{label}", operation_id="read", tags=["read"])
def read(request: HttpRequest, label: str, after: UUID | None = None) -> dict[str, Any]:
    """The things of a kind that you may read, a hundred at a time in a stable order; `after` is the last id you have."""
    readable = _readable(label)
    found = queries.rows(request.person, readable)  # type: ignore[attr-defined]
    page = list((found.filter(pk__gt=after) if after else found)[: PAGE + 1])
    said = [queries.plain(request.person, readable, row) for row in page[:PAGE]]  # type: ignore[attr-defined]
    return {"rows": said, "after": str(page[PAGE - 1].pk) if len(page) > PAGE else None}


@api.get("/read/{label}/{row_id}", operation_id="read_one", tags=["read"])
def read_one(request: HttpRequest, label: str, row_id: UUID) -> dict[str, Any]:
    """One thing that you may read."""
    readable = _readable(label)
    row = queries.rows(request.person, readable, [row_id]).first()  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return queries.plain(request.person, readable, row)  # type: ignore[attr-defined]


def _readable(label: str) -> queries.Readable:
    if label not in queries.READABLE:
        raise Http404
    return queries.READABLE[label]


open_operations()
