"""Sheets from before Partnerhood, one of each kind, as the cast kept them; and what stands in the node afterwards."""

from pathlib import Path

from django.apps import apps

from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import standing
from partnerhood.interfaces.exchange import access
from partnerhood.interfaces.exchange.sheets import bringing, columns
from partnerhood.interfaces.exchange.sheets.bringing import Brought
from partnerhood.interfaces.exchange.sheets.desk import Desk
from tests.cast import by

ROWS = {
    "organisations": [
        ["Name", "Kind", "Country", "Place", "Website"],
        ["Hôpital de zone Kandi", "hospital", "BJ", "Kandi", "https://kandi.example"],
        ["Fondation Sans Pays", "foundation", "nowhere", "", ""],
        ["VZW De Brug", "ngo", "BE", "Gent", ""],
    ],
    "people": [
        ["Nom", "Organisation", "Profession", "Courriel", "Téléphone"],
        ["Clarisse Mbuyi", "HGR Lukanga", "midwife", "", "+243 00"],
        ["Personne Ailleurs", "Hôpital La Source", "", "", ""],
        ["Dieudonné Lufungula", "lukanga", "", "dieudonne@lukanga.example", ""],
    ],
    "missions": [
        ["Zending", "Van", "Laatste dag", "Ontvangende organisatie", "Wie reisde", "Doel", "Wat er gebeurde"],
        ["Eerste bezoek", "2019-03-04", "2019-03-15", "HGR Lukanga", "Ada Peeters; Bo Claes", "prospection", "Kennis."],
        ["Omgekeerd", "2020-03-15", "2020-03-04", "HGR Lukanga", "", "", ""],
        ["Tweede bezoek", "2020-03-02", "2020-03-13", "Lukanga", "Ada Peeters", "", ""],
    ],
    "agreements": [
        ["Accord", "Partenaires signataires", "Signé le", "Dernier jour de validité", "Personnes signataires"],
        ["Convention 2015", "HGR Lukanga; UZ Wilgenbeke", "2015-05-01", "2019-12-31", "Dr Kabeya; prof. Maes"],
        ["Convention à trois", "HGR Lukanga; Hôpital Inconnu", "2016-05-01", "", ""],
        ["Convention 2020", "UZ Wilgenbeke; Lukanga", "2020-01-15", "", ""],
    ],
    "open_points": [
        ["Actiepunt", "Ziekenhuis", "Verantwoordelijke", "Deadline", "Partner", "Zorgdomein", "Opgemerkt door", "Bron"],
        ["Etiketten op de flessen", "HGR Lukanga", "Technische dienst", "2023-09-30", "", "newborn_care", "Ada", ""],
        ["Handleiding zoeken", "Hôpital Inconnu", "Bo", "2030-01-31", "", "", "", ""],
        ["Wisselstukken sturen", "Lukanga", "Biotechniek", "2030-01-31", "UZ Wilgenbeke", "", "", "Verslag 2023"],
    ],
}
"""In each the row in the middle is broken."""


def sheet(folder: Path, kind: str, rows: list[list[str]] | None = None) -> Path:
    """A sheet as a CSV file."""
    path = folder / f"{kind}.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows or ROWS[kind]]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def desk(person: Person) -> Desk:
    """Whoever of the cast brings it in, with what they coordinate."""
    found = standing(person.id)
    assert found is not None
    return access.desk(access.sheet(found, "people"), by(person))  # type: ignore[arg-type]


def bring_in(path: Path, kind: str, person: Person, *, dry_run: bool = False) -> Brought:
    """A sheet that a coordinator brings in."""
    assert kind in columns.kinds()
    return bringing.bring_in(path, kind, desk(person), dry_run=dry_run)


def states(brought: Brought) -> list[tuple[int, str]]:
    """What became of each row."""
    return [(one.number, one.state) for one in brought.answers]


def everything() -> dict[str, int]:
    """How many rows of every kind there are, books and headers too."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}
