"""Devices on the page: a nurse reports one broken in two presses, a colleague elsewhere answers, nobody else reads it."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerhood.ground.records import clock
from partnerhood.pathway.equipment import actions, queries
from partnerhood.pathway.equipment.models import Device, Question, Reply, Status
from partnerhood.pathway.partnerships import actions as partnerships
from tests.cast import Cast, by
from tests.files import picture_of
from tests.ground.look.sizes import first_view_bytes
from tests.ground.records.test_photos import COLOURS, PLACE, camera_notes, jpeg
from tests.interfaces.website.test_pages import begun
from tests.pathway.equipment.story import CONCENTRATOR, added, asked, back, broken, morning
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
WRONG = {"state": "broken", "words": "Il siffle et s'arrête.", "language": "fr", "waits_for": "part"}


def everybody(who: Cast) -> dict:
    return {
        "nurse": who.mireille,
        "partner": who.lotte,
        "stranger": who.rekia,
        "suspended": who.suspended,
        "nobody": None,
    }


def photo(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", content, "image/jpeg")


def test_a_nurse_reports_a_broken_device_in_two_presses(who: Cast) -> None:
    device, nurse = added(who), browser(who.mireille)

    first = nurse.get("/equipment/broken/").content.decode()
    which = re.findall(r'href="(/equipment/broken/oxygen_concentrator/)"', first)
    second = nurse.get(which[0]).content.decode()
    form = nurse.get(f"/equipment/{device.id}/broken/")
    answer = nurse.post(f"/equipment/{device.id}/broken/", {**WRONG, "base": base_on(form)}, follow=True)

    assert first.count("/equipment/broken/") >= 10
    assert f'href="/equipment/{device.id}/broken/"' in second and "OC-11" in second
    assert "Kept, in your own words." in answer.content.decode()
    assert "Broken, waits for a spare part" in answer.content.decode()
    said = Status.objects.get(state="broken")
    assert (said.words["fr"]["words"], said.person, said.waits_for) == (WRONG["words"], who.mireille, "part")


def test_what_is_not_in_the_list_comes_into_it_with_the_report(who: Cast) -> None:
    nurse = browser(who.mireille)

    empty = nurse.get("/equipment/broken/blood_fridge/")
    form = nurse.get(empty.url)
    more = {**WRONG, "name": "F-1", "ward": str(who.newborn.id), "base": base_on(form)}
    nurse.post(empty.url, {**more, "state": "unsafe"})

    device = Device.objects.get()
    assert (device.kind, device.name, device.ward) == ("blood_fridge", "F-1", who.newborn)
    assert Status.objects.get().state == "unsafe"
    assert nurse.get("/equipment/broken/toaster/").status_code == 404


def test_two_impatient_presses_are_one_report(who: Cast) -> None:
    device, nurse = added(who), browser(who.mireille)
    for address, said in (
        (f"/equipment/{device.id}/broken/", WRONG),
        ("/equipment/broken/blood_fridge/new/", WRONG),
        (f"/equipment/{device.id}/works/", {"repaired_by": "own", "language": "fr"}),
        (f"/equipment/{device.id}/ask/", {"to": str(who.lotte.id), "words": "Et le filtre ?", "language": "fr"}),
        (
            f"/hospitals/{who.lukanga.id}/equipment/new/",
            {"kind": "suction_pump", "name": "A-1", "state": "working", "language": "fr"},
        ),
    ):
        base = base_on(nurse.get(address))
        for _ in range(2):
            assert nurse.post(address, {**said, "base": base}).status_code == 302

    assert (Device.objects.count(), Question.objects.count()) == (3, 1)
    assert sorted(Status.objects.values_list("state", flat=True)) == ["broken", "broken", *["working"] * 3]


def test_a_photo_loses_where_it_was_taken_and_survives_a_refusal(who: Cast) -> None:
    device, nurse = added(who), browser(who.mireille)
    address, ahead = f"/equipment/{device.id}/broken/", clock.today() + timedelta(days=9)
    taken = jpeg(camera_notes(1), COLOURS, after=PLACE)

    refused = nurse.post(address, {**WRONG, "from_date": ahead, "photo": photo(taken)}).content.decode()
    kept = re.search(r'name="photo_name"[^>]*value="(\w{64})"', refused)
    assert kept
    nurse.post(address, {**WRONG, "photo_name": kept[1], "base": ""})

    said = Status.objects.get(state="broken")
    shown = nurse.get(f"/equipment/said/{said.id}/photo")
    assert "This day has not come yet." in refused and "Your photo is kept" in refused
    assert (shown["Content-Type"], shown.content) == ("image/jpeg", jpeg(COLOURS))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("state", "working", "Select a valid choice"),
        ("from_date", "yesterday", "Enter a valid date"),
        ("words", "x" * 4001, "at most 4000"),
        ("photo", "a file", "We cannot read this kind of file"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(who: Cast, field: str, value: object, sentence: str) -> None:
    device = added(who)
    sent = photo(b"MZ not a picture") if field == "photo" else value

    answer = browser(who.mireille).post(f"/equipment/{device.id}/broken/", {**WRONG, field: sent})

    assert sentence in answer.content.decode()
    assert not Status.objects.filter(state="broken").exists()


def test_who_reads_a_device_and_who_finds_nothing_there(who: Cast) -> None:
    device = added(who)
    said = broken(who, device, photo=picture_of(who.mireille))
    question = asked(who, device)
    never = "/equipment/00000000-0000-4000-8000-000000000000/"
    reading = {"nurse": 200, "partner": 200, "stranger": 404, "suspended": 404, "nobody": 404}
    own = {**reading, "partner": 404}

    assert seen_by(f"/equipment/{device.id}/", everybody(who), never) == reading
    assert seen_by(f"/equipment/said/{said.id}/photo", everybody(who), never) == reading
    assert seen_by(f"/equipment/questions/{question.id}/", everybody(who), never) == reading
    assert seen_by(f"/hospitals/{who.lukanga.id}/equipment/", everybody(who), never) == reading
    for part in ("broken", "works", "aside", "words", "ward", "ask"):
        assert seen_by(f"/equipment/{device.id}/{part}/", everybody(who), never) == own


def test_who_reported_it_is_read_inside_the_house_only(who: Cast) -> None:
    device = added(who)
    broken(who, device)

    inside, outside = (
        browser(one).get(f"/equipment/{device.id}/").content.decode() for one in (who.albertine, who.lotte)
    )

    assert who.mireille.name in inside and WRONG["words"].split()[0] in outside
    assert who.mireille.name not in outside
    read = browser(who.lotte).get(f"/api/1/read/equipment.status/{Status.objects.latest('said_at').id}").json()
    assert {"person_id", "photo"}.isdisjoint(read) and read["state"] == "broken"


def test_a_partnership_that_ended_reads_the_devices_no_longer(who: Cast) -> None:
    device = added(who)
    before = browser(who.lotte).get(f"/equipment/{device.id}/").status_code
    begun(who)
    partnerships.move(partnership=who.partnership, state="ended", reason="fini", deed=by(who.lotte))

    assert (before, browser(who.lotte).get(f"/equipment/{device.id}/").status_code) == (200, 404)


def test_what_is_dangerous_and_longest_broken_stands_first(who: Cast) -> None:
    days = {"OC-1": ("broken", 3), "OC-2": ("unsafe", 1), "OC-3": ("partly", 40), "OC-4": ("broken", 40)}
    for label, (state, ago) in days.items():
        broken(who, added(who, label), state=state, from_date=clock.today() - timedelta(days=ago))
    actions.put_aside(device=added(who, "OC-9"), state="gone", words="vieux", deed=by(who.mireille))
    added(who, "OC-5", ward=None)
    address = f"/hospitals/{who.lukanga.id}/equipment/"

    text = browser(who.lotte).get(address).content.decode()
    gone = browser(who.lotte).get(f"{address}?gone=yes").content.decode()
    ward = browser(who.lotte).get(f"{address}?ward={who.newborn.id}&page=9").content.decode()
    odd = browser(who.lotte).get(f"{address}?ward=x&kind=y").content.decode()

    assert re.findall(r"concentrator (OC-\d)</a>", text) == ["OC-2", "OC-4", "OC-1", "OC-3", "OC-5"]
    assert "3 of 5 needed devices are broken. The longest waits for 40 days." in text
    assert "Broken for 40 days" not in text and "broken for 40 days" in text
    assert re.findall(r"concentrator (OC-\d)</a>", gone) == ["OC-9"]
    assert "OC-5" not in ward and "No device of this kind here." in odd


def test_a_colleague_elsewhere_finds_the_question_at_home_and_answers(who: Cast) -> None:
    device = added(who)
    broken(who, device)
    nurse, lotte = browser(who.mireille), browser(who.lotte)
    question = {"to": str(who.lotte.id), "words": "Quel filtre va dessus ?", "language": "fr"}

    sent = nurse.post(f"/equipment/{device.id}/ask/", question, follow=True).content.decode()
    home = lotte.get("/my/").content.decode()
    address = reverse("equipment:question", args=[Question.objects.get().id])
    empty = lotte.post(address, {"words": " ", "language": "nl"}).content.decode()
    lotte.post(address, {"words": "De grijze.", "language": "nl"})
    after = lotte.get("/my/").content.decode()

    assert "Lotte Van Rillaer finds it on their own page" in sent
    assert "Lukanga asks you about a device: “Quel filtre va dessus ?”" in home and address in home
    assert "This field is required." in empty or "Write what you know" in empty
    assert address not in after
    assert "De grijze." in nurse.get(f"/equipment/{device.id}/").content.decode()
    assert nurse.post(address, {"words": "moi", "language": "fr"}).status_code == 200
    asks = "Lotte Van Rillaer answered you about a device: “De grijze.” Does it work now?"
    waits = nurse.get("/my/").content.decode()
    back(who, device)
    assert asks in waits and f"/equipment/{device.id}/" in waits
    assert asks not in nurse.get("/my/").content.decode()
    assert Reply.objects.count() == 1


def test_back_in_use_put_away_moved_and_put_right(who: Cast) -> None:
    device, nurse = added(who), browser(who.mireille)
    broken(who, device)
    here = f"/equipment/{device.id}/"

    nurse.post(f"{here}works/", {"repaired_by": "south", "words": "Moussa a changé le tamis.", "language": "fr"})
    works = nurse.get(here).content.decode()
    nurse.post(f"{here}aside/", {"state": "stored", "words": "trop", "language": "fr"})
    nurse.post(f"{here}ward/", {"ward": ""})
    answer = nurse.post(f"{here}words/", {"name": "OC-12", "model": "C", "base": base_on(nurse.get(f"{here}words/"))})

    device.refresh_from_db()
    assert "Works again, thanks to people of another hospital of the region" in works
    assert (answer.status_code, device.name, device.model, device.ward) == (302, "OC-12", "C", None)
    assert queries.present(queries.history(device)).state == "stored"


def test_a_device_is_found_by_what_it_is_in_every_language_and_by_nobody_outside(who: Cast) -> None:
    added(who, "OC-11", model="Cumulus")

    for words in ("zuurstofconcentrator", "concentrateur", "oc-11", "cumulus"):
        found = [
            "OC-11</a>" in browser(one).get("/search/", {"q": words}).content.decode()
            for one in (who.mireille, who.lotte, who.rekia, None)
        ]
        assert found == [True, True, False, False]


def test_the_page_of_a_hospital_says_it_in_one_sentence_to_who_may_know(who: Cast) -> None:
    begun(who)
    with clock.at(morning(date(2026, 10, 20))):
        device = added(who)
        added(who, "OC-12")
    with clock.at(morning(date(2026, 10, 21))):
        broken(who, device)
    address = f"/hospitals/{who.lukanga.id}/"

    with clock.at(morning(date(2026, 11, 20))):
        told = {name: browser(one).get(address).content.decode() for name, one in everybody(who).items()}

    sentence = "1 of 2 needed devices is broken. The longest waits for 30 days."
    assert [name for name, text in told.items() if sentence in text] == ["nurse", "partner"]
    assert [name for name, text in told.items() if "equipment" in text] == ["nurse", "partner"]


@pytest.mark.once
@pytest.mark.parametrize("one", ["mireille", "lotte"])
def test_pages_cost_the_same_with_one_device_and_with_forty(who: Cast, one: str) -> None:
    client, device = browser(getattr(who, one)), added(who, "OC-0")
    broken(who, device)
    asked(who, device)
    addresses = [
        f"/hospitals/{who.lukanga.id}/equipment/",
        f"/hospitals/{who.lukanga.id}/equipment/numbers/",
        f"/hospitals/{who.lukanga.id}/",
        f"/equipment/{device.id}/",
        f"/equipment/questions/{Question.objects.get().id}/",
        *(["/equipment/broken/oxygen_concentrator/", f"/equipment/{device.id}/ask/"] if one == "mireille" else []),
    ]
    few = [queries_of(client, address) for address in addresses]

    for number in range(1, 40):
        broken(who, added(who, f"OC-{number}"), words="")
    for _ in range(4):
        broken(who, device)
        back(who, device)
        asked(who, device)

    assert [queries_of(client, address) for address in addresses] == few
    assert max(few) <= AT_MOST
    assert client.get(addresses[0]).content.decode().count('<li class="yours">') <= 30


def test_a_first_view_is_small(who: Cast) -> None:
    for number in range(40):
        broken(who, added(who, f"{CONCENTRATOR} {number}"))
    device = Device.objects.first()
    assert device is not None
    for language in ("nl", "fr"):
        client = browser(who.mireille, language)
        for address in (
            f"/hospitals/{who.lukanga.id}/equipment/",
            "/equipment/broken/",
            f"/equipment/{device.id}/",
            f"/equipment/{device.id}/broken/",
        ):
            assert first_view_bytes(client.get(address, headers={"accept-encoding": "br"})) <= 9_000
