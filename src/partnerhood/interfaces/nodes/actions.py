"""What who runs a node does about other nodes: agree with one to share books, and keep word of what it only has to know."""

from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations import chain, links, merging, snapshots
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import BookOf, operation
from partnerhood.interfaces.nodes import access, rules

Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class OneOfOurOwn(Refused):
    """A node is not linked with itself."""

    sentence = _("That is this node itself.")


class NoSuchClass(Refused):
    """Only a class of data that we know can stay at home."""

    sentence = _("Nothing is known under that name that could stay at home.")
    field = "stays"


class NotSaidSo(Refused):
    """A row cannot be kept as it was told."""

    sentence = _("Something that another node told of cannot be kept here.")


def _own_book(**_: object) -> BookOf:
    return chain.node_book(chain.open_node().id)


@operation(
    "nodes.link",
    version=1,
    who=access.may_run,
    book=_own_book,
    says=_("linked this node with another"),
    travels=False,
)
def link(
    *,
    node: UUID,
    name: Annotated[str, Field(min_length=1, max_length=200)],
    key: Key,
    address: Annotated[str, Field(max_length=300, pattern=r"^(https?://[^\s/?#]+)?$")] = "",
    organisations: list[UUID],
    stays: list[str] | None = None,
    relays: bool = False,
    deed: Deed,
) -> None:
    """Share the books of some organisations with another node, under its key; said again, it is agreed anew."""
    deed.refuse_if(node == chain.open_node().id, OneOfOurOwn())
    deed.refuse_if(set(stays or []) - set(rules.CLASSES), NoSuchClass())
    agreed = {"name": name, "key": key, "address": address, "relays": relays, "stays": sorted(set(stays or []))}
    shared = sorted(map(str, organisations))
    links.agree(node, {**agreed, "organisations": shared}, deed.recorded_at)


@operation(
    "nodes.unlink",
    version=1,
    who=access.may_run,
    book=_own_book,
    says=_("ended a link with another node"),
    travels=False,
)
def unlink(*, node: UUID, deed: Deed) -> None:
    """Share nothing with another node any more; what it has stays there."""
    known = links.find(node)
    deed.refuse_if(known is None, Refused(_("There is no link with that node.")))
    if known:
        known.ended_at = deed.recorded_at
        links.keep(known)


@operation(
    merging.TELLS,
    version=1,
    who=access.may_run,
    book=_own_book,
    says=_("kept what another node told of"),
    travels=False,
)
def tell(*, rows: list[dict[str, Any]], deed: Deed) -> None:
    """Keep rows as another node tells them, where the deeds that made them do not come along."""
    for line in rows:
        try:
            told = snapshots.read_row(line)
        except (LookupError, TypeError, ValueError) as trouble:
            raise NotSaidSo from trouble
        deed.tell(snapshots.laid_over(told, line))
