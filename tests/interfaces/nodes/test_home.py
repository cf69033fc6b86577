"""The file that a partner takes home: whole or refused, with no more of others than a partner sees, and inert for people."""

import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from partnerhood.ground.operations import links
from partnerhood.ground.records import canonical
from partnerhood.interfaces.nodes import home
from partnerhood.pathway.needs import actions as needs
from tests.cast import Cast, agreed_goal, by, cast
from tests.files import picture_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def taken(who: Cast, place: Path) -> Path:
    """Lukanga's record, with a photo and words that a spreadsheet would execute."""
    photo = picture_of(who.mireille)
    needs.voice(hospital=who.lukanga, words="=1+1", language="fr", photo=photo, deed=by(who.mireille))
    agreed_goal(who)
    needs.voice(hospital=who.sonwerou, words="CANARIE", language="fr", deed=by(who.rekia))
    file = place / "lukanga.zip"
    with file.open("wb") as out:
        home.write(out, home.gather(who.lukanga.id))
    return file


def test_it_holds_the_whole_record_and_of_others_what_a_partner_sees(tmp_path: Path) -> None:
    who = cast()
    who.katrien.email = ""
    file = taken(who, tmp_path)

    brought = home.opened(file)

    with zipfile.ZipFile(file) as pack:
        everything = b"\n".join(pack.read(one) for one in pack.namelist())
        needs_sheet = pack.read("readable/needs-need.csv").decode("utf-8-sig")
        assert pack.read("README.txt").decode().count("HGR Lukanga") == 3
    assert b"CANARIE" not in everything and who.rekia.name.encode() not in everything
    assert who.katrien.name.encode() in everything  # she signed with them
    assert "'=1+1" in needs_sheet and "hospital,hospital (id)" in needs_sheet
    member = next(iter(brought.manifest["files"]))
    assert member.endswith(".png") and member in needs_sheet
    told = {line["label"] for line in brought.lines(home.TOLD)}
    assert {"people.person", "organisations.organisation", "organisations.network"} <= told
    assert not any(line.get("email") for line in brought.lines(home.TOLD))


def test_every_changed_byte_and_every_cut_is_refused(tmp_path: Path) -> None:
    whole = taken(cast(), tmp_path).read_bytes()
    place, chance, unseen = tmp_path / "changed.zip", random.Random(4), 0
    before = _parts(tmp_path / "lukanga.zip")

    for _ in range(150):
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        place.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        try:
            home.opened(place)
        except home.Unfit:
            continue
        assert _parts(place) == before  # a byte that says nothing, such as a day in the table of contents
        unseen += 1
    assert unseen < 30
    for length in (0, 1, 4, 100, len(whole) // 2, len(whole) - 1):
        place.write_bytes(whole[:length])
        with pytest.raises(home.Unfit):
            home.opened(place)


def _parts(place: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(place) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def _packed(place: Path, members: dict[str, bytes], said: dict[str, Any] | None = None) -> Path:
    """A file with these members, and a manifest if one is given, signed by this node."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(name, content)
        if said is not None:
            signature = links.signature(canonical.text(said).encode())
            pack.writestr(home.MANIFEST, canonical.text({**said, "signature": signature}))
    return place


def test_a_file_that_somebody_made_up_is_refused(tmp_path: Path) -> None:
    file = taken(cast(), tmp_path)
    members = _parts(file)
    said = json.loads(members.pop(home.MANIFEST))
    said.pop("signature")
    bomb = b"0" * 60_000_000
    more = {"record/rows.jsonl": {"sha256": "0" * 64, "size": 60_000_000}}
    made_up: dict[str, tuple[dict[str, bytes], Any]] = {
        "no manifest": (members, None),
        "another format": (members, {**said, "format": "partnerhood-home-9"}),
        "one member more": ({**members, "../../etc/passwd": b"x"}, said),
        "one member less": ({name: one for name, one in members.items() if name != home.TOLD}, said),
        "other rows": ({**members, home.ROWS: b"{}\n"}, said),
        "a bomb": ({**members, home.ROWS: bomb}, {**said, "members": {**said["members"], **more}}),
        "a file under another name": (members, {**said, "files": dict.fromkeys(said["files"], "0" * 64)}),
        "no members": (members, {**said, "members": 7}),
        "nobody's key": (members, {**said, "node": {}}),
    }

    for name, (content, manifest) in made_up.items():
        with pytest.raises(home.Unfit):
            home.opened(_packed(tmp_path / "made-up.zip", content, manifest))
            pytest.fail(name)
    said["organisation"]["name"] = "Somebody else"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as pack:
        pack.writestr(home.MANIFEST, canonical.text({**said, "signature": "00" * 64}))
    (tmp_path / "made-up.zip").write_bytes(content.getvalue())
    with pytest.raises(home.Unfit, match="signature"):
        home.opened(tmp_path / "made-up.zip")
