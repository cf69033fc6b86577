"""The codes we took over from others are theirs. Runs where the public reference lists lie beside the project."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from partnerhood.ground.vocabulary import queries

BESIDE_THE_PROJECT = Path(__file__).resolve().parents[3].parent / "shared" / "data"
REFERENCE = Path(os.environ.get("PARTNERHOOD_REFERENCE_DATA") or BESIDE_THE_PROJECT)


def iati_codes(codelist: str) -> set[str]:
    """Every code of an IATI codelist that was not withdrawn."""
    path = REFERENCE / "iati" / "codelists" / f"{codelist}.xml"
    if not path.exists():
        pytest.skip(f"the IATI codelist {codelist} is not beside the project; set PARTNERHOOD_REFERENCE_DATA")
    items = ElementTree.parse(path).iter("codelist-item")
    return {item.findtext("code", "") for item in items if item.get("status") != "withdrawn"}


def hcparty_codes(_: str) -> set[str]:
    """Every code of the Belgian list of healthcare parties."""
    path = REFERENCE / "vocab" / "HCParty.fsh"
    if not path.exists():
        pytest.skip("the list HCParty is not beside the project; set PARTNERHOOD_REFERENCE_DATA")
    return set(re.findall(r'^\* #(\w+) "', path.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize(
    ("ours", "theirs", "codelist"),
    [
        (lambda: [one.dac for one in queries.domains()], iati_codes, "Sector"),
        (lambda: [one.iati for one in queries.organisation_kinds()], iati_codes, "OrganisationType"),
        (lambda: [one.code for one in queries.countries()], iati_codes, "Country"),
        (
            lambda: [one.code for one in queries.terms("languages").values() if len(one.code) == 2],
            iati_codes,
            "Language",
        ),
        (lambda: [one.hcparty for one in queries.professions() if one.hcparty], hcparty_codes, "HCParty"),
        (lambda: [one.hcparty for one in queries.departments() if one.hcparty], hcparty_codes, "HCParty"),
    ],
)
def test_a_code_we_took_over_exists_where_it_comes_from(
    ours: Callable[[], list[str]], theirs: Callable[[str], set[str]], codelist: str
) -> None:
    known = theirs(codelist)

    assert sorted(set(ours()) - known) == []


def test_no_country_of_the_public_list_is_missing() -> None:
    known = iati_codes("Country")

    assert sorted(known - {one.code for one in queries.countries()}) == []


def test_the_four_roles_of_an_organisation_are_those_of_iati() -> None:
    roles = [getattr(one, "iati", "") for one in queries.terms("iati_roles").values()]

    assert sorted(iati_codes("OrganisationRole")) == roles
