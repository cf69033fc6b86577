"""Where a page is. Every page leads to dozens of others, so each address is worked out once; only the ids in it differ."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from django import urls

from partnerhood.ground.records.plans.standing_in import stand_in


def reverse(name: str, args: Sequence[object] = ()) -> str:
    """The address that goes by a name, with these ids and words in it; raises NoReverseMatch where there is none."""
    shape = tuple(UUID if isinstance(one, UUID) else str(one) for one in args)
    ids = [one for one in args if isinstance(one, UUID)]
    return _form(urls.get_script_prefix(), name, shape).format(*ids)


@lru_cache(maxsize=10_000)
def _form(prefix: str, name: str, shape: tuple[object, ...]) -> str:
    """An address with a place for each of its ids."""
    stands = [stand_in(number) for number in range(shape.count(UUID))]
    waiting = iter(stands)
    args = [next(waiting) if one is UUID else one for one in shape]
    address = urls.reverse(name, args=args)  # noqa: TID251 - here, and nowhere else
    address = address.replace("{", "{{").replace("}", "}}")
    for number, stand in enumerate(stands):
        address = address.replace(str(stand), f"{{{number}}}")
    return address
