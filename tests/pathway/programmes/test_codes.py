"""The code lists that we keep are IATI's, with a name in every language of the house."""

import re

import pytest

from partnerhood.pathway.programmes.rules import codes
from tests.interfaces.exchange.reference import reference

NAMED = {
    "ActivityStatus": 6,
    "ActivityDateType": 4,
    "OrganisationRole": 4,
    "OrganisationType": 16,
    "TransactionType": 13,
    "BudgetType": 2,
    "ResultType": 4,
    "IndicatorMeasure": 5,
    "PolicyMarker": 12,
    "PolicySignificance": 5,
    "RelatedActivityType": 5,
}
RECOGNISED = ("Country", "Currency", "Language", "Region", "Sector", "AidType", "FinanceType", "DocumentCategory")


def test_every_name_is_there_in_english_dutch_and_french() -> None:
    for code_list, size in NAMED.items():
        names = codes.names(code_list)
        assert len(names) == size
        assert all(set(name) == {"en", "nl", "fr"} and all(name.values()) for name in names.values())


def test_a_code_is_called_by_its_name_or_by_itself() -> None:
    assert codes.name("OrganisationRole", "4", "nl") == "Voert uit"
    assert codes.name("OrganisationRole", "4", "rw") == "Implementing"
    assert codes.name("OrganisationRole", "9", "nl") == "9"
    assert codes.name("Sector", "12281", "fr") == "Formation de personnel de santé"


def test_a_list_that_we_do_not_have_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        codes.known("Colours")


@pytest.mark.parametrize("code_list", [*NAMED, *RECOGNISED])
def test_our_codes_are_those_of_iati(code_list: str) -> None:
    official = reference(f"iati/codelists/{code_list}.xml").read_text(encoding="utf-8")

    assert codes.known(code_list) == set(re.findall(r"<code>\s*(\S+?)\s*</code>", official))
