"""An address that is worked out once is the one that Django works out each time."""

from uuid import uuid4

import pytest
from django import urls

from partnerhood.ground.records.addresses import reverse

ADDRESSES = [
    ("website:search", []),
    ("goals:goal", [uuid4()]),
    ("goals:goal", [uuid4()]),
    ("goals:goal", [str(uuid4())]),
    ("measurement:measure", [uuid4(), "first-breath"]),
    ("handover:ready", [uuid4(), uuid4(), "newborn_care"]),
    ("initiatives:pair", [uuid4(), uuid4()]),
    ("reporting:indicator", [uuid4(), "{0} of a hundred"]),
]


@pytest.mark.parametrize(("name", "names"), ADDRESSES)
def test_every_shape_of_address_is_the_one_of_django(name: str, names: list[object]) -> None:
    assert [reverse(name, args=names), reverse(name, names)] == [urls.reverse(name, args=names)] * 2


def test_the_same_name_twice_stands_twice() -> None:
    one = uuid4()

    assert reverse("initiatives:pair", args=[one, one]) == urls.reverse("initiatives:pair", args=[one, one])


def test_a_node_under_a_folder_has_its_addresses_there() -> None:
    urls.set_script_prefix("/samen/")
    try:
        there = reverse("website:search")
    finally:
        urls.set_script_prefix("/")

    assert (there, reverse("website:search")) == ("/samen/search/", "/search/")


@pytest.mark.parametrize(("name", "names"), [("goals:dream", []), ("goals:goal", []), ("goals:goal", ["7"])])
def test_what_has_no_address_is_said(name: str, names: list[object]) -> None:
    with pytest.raises(urls.NoReverseMatch):
        reverse(name, args=names)
