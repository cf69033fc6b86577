"""Needs on the page: a nurse says one, her director decides, others see what they may and nothing else."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.records import clock
from partnerhood.pathway.needs import actions, queries
from partnerhood.pathway.needs.models import Answer, Need, Offer, Ranking, Second
from partnerhood.pathway.partnerships import actions as partnerships
from tests.cast import OPERATOR, Cast, by, goal, need
from tests.files import picture_of, sound_of
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.ground.records.test_photos import COLOURS, PLACE, camera_notes, jpeg
from tests.ground.records.test_sounds import pages as recording
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
WORDS = "Les mamans kangourou dorment sur une chaise en plastique."


def voiced(who: Cast, words: str = WORDS, **more: object) -> Need:
    return actions.voice(hospital=who.lukanga, words=words, language="fr", deed=by(who.mireille), **more)


def noted(who: Cast) -> Need:
    return actions.note(
        hospital=who.lukanga,
        words="pas de réactif depuis février",
        language="fr",
        noted_from="Dr Kparou",
        deed=by(who.lotte),
    )


def photo(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0412.jpg", content, "image/jpeg")


def test_a_nurse_voices_a_need_in_one_field(who: Cast) -> None:
    client = browser(who.mireille, "fr")
    page = client.get(reverse("needs:voice"))

    answer = client.post(reverse("needs:voice"), {"words": WORDS, "language": "fr", "base": base_on(page)})

    kept = Need.objects.get()
    assert answer["Location"] == reverse("needs:need", args=[kept.id])
    assert kept.words == {"_": "fr", "fr": {"words": WORDS}}
    assert kept.voiced_by_id == who.mireille.id


def test_the_form_says_who_reads_it_first_and_that_no_name_is_shown(who: Cast) -> None:
    text = browser(who.mireille).get(reverse("needs:voice")).content.decode()

    assert re.search(r"Read first by Dr Honoré Makiese \w+ Sr Albertine Nsimba\.", text)
    assert "Your name is never shown outside your hospital" in text


def test_two_impatient_presses_are_one_need(who: Cast) -> None:
    client = browser(who.mireille)
    sent = {"words": WORDS, "language": "fr", "base": base_on(client.get(reverse("needs:voice")))}

    first = client.post(reverse("needs:voice"), sent)
    second = client.post(reverse("needs:voice"), sent)

    assert first["Location"] == second["Location"]
    assert Need.objects.count() == 1


def test_a_spoken_need_keeps_its_voice_and_a_photo_loses_where_it_was_taken(who: Cast) -> None:
    client = browser(who.mireille)
    sent = {
        "language": "kg",
        "ward": who.newborn.id,
        "hospital_only": "on",
        "voice": SimpleUploadedFile("rec.ogg", recording(48_000 * 24), "audio/ogg"),
        "photo": photo(jpeg(camera_notes(1), COLOURS, after=PLACE)),
    }

    client.post(reverse("needs:voice"), sent)

    kept = Need.objects.get()
    heard = client.get(reverse("needs:spoken", args=[kept.id]))
    seen = client.get(reverse("needs:photo", args=[kept.id]))
    assert (kept.voice_seconds, kept.ward, kept.hospital_only) == (24, who.newborn, True)
    assert (heard["Content-Type"], heard.content) == ("audio/ogg", recording(48_000 * 24))
    assert (seen["Content-Type"], seen.content) == ("image/jpeg", jpeg(COLOURS))
    assert seen["Content-Disposition"] == f'inline; filename="need-{str(kept.id)[:8]}.jpeg"'
    assert seen["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_telephone_that_plays_piece_by_piece_gets_pieces(who: Cast) -> None:
    client = browser(who.mireille)
    sound = recording(48_000 * 3)
    client.post(reverse("needs:voice"), {"language": "fr", "voice": SimpleUploadedFile("rec.ogg", sound)})
    address = reverse("needs:spoken", args=[Need.objects.get().id])

    start, rest = (client.get(address, headers={"range": asked}) for asked in ("bytes=0-1", "bytes=2-"))
    beyond = client.get(address, headers={"range": "bytes=99999-"})

    assert (start.status_code, start.content, start["Content-Range"]) == (206, sound[:2], f"bytes 0-1/{len(sound)}")
    assert (rest.status_code, rest.content) == (206, sound[2:])
    assert (beyond.status_code, beyond.content) == (200, sound)


def test_a_refusal_stands_beside_its_field_and_loses_neither_words_nor_photo(who: Cast) -> None:
    client = browser(who.mireille)

    refused = client.post(reverse("needs:voice"), {"language": "fr", "words": " ", "photo": photo(jpeg(COLOURS))})
    text = refused.content.decode()
    kept = re.search(r'name="photo_name" value="([0-9a-f]{64})"', text)
    client.post(reverse("needs:voice"), {"language": "fr", "words": WORDS, "photo_name": kept[1] if kept else ""})

    assert "Say what you need, in your own words, or speak it." in text
    assert "Your photo is kept" in text
    assert Need.objects.get().photo == (kept[1] if kept else None)


@pytest.mark.parametrize(
    ("field", "file", "said"),
    [
        ("voice", SimpleUploadedFile("a.ogg", recording(48_000 * 61)), "longer than sixty seconds"),
        ("voice", SimpleUploadedFile("a.ogg", b"OggS" + bytes(2 * 1024 * 1024)), "larger than two megabytes"),
        ("voice", SimpleUploadedFile("a.mp3", jpeg(COLOURS)), "cannot read this kind of file"),
        ("photo", SimpleUploadedFile("a.jpg", b"<html><script>alert(1)</script>"), "cannot read this kind of file"),
        ("photo", SimpleUploadedFile("a.jpg", jpeg(COLOURS)[:-9]), "did not arrive whole"),
    ],
)
def test_a_file_that_we_cannot_take_is_refused_in_a_sentence(who: Cast, field: str, file: object, said: str) -> None:
    answer = browser(who.mireille).post(reverse("needs:voice"), {"words": WORDS, "language": "fr", field: file})

    assert said in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert Need.objects.count() == 0


def test_a_need_is_read_by_its_hospital_and_whom_it_asks_and_is_missing_for_everybody_else(who: Cast) -> None:
    silent, asked = voiced(who), need(who)
    everybody = {
        "owner": who.mireille,
        "member": who.makiese,
        "partner": who.lotte,
        "stranger": who.rekia,
        "suspended": who.suspended,
        "nobody": None,
    }
    missing = reverse("needs:need", args=[uuid4()])

    found = seen_by(reverse("needs:need", args=[asked.id]), everybody, missing)
    unasked = seen_by(reverse("needs:need", args=[silent.id]), everybody, missing)

    inside = {"owner": 200, "member": 200, "partner": 200, "stranger": 404, "suspended": 404, "nobody": 404}
    assert found == inside
    assert unasked == {**inside, "partner": 404}


def test_voice_and_photo_stay_inside_when_a_need_is_public_and_so_does_the_name(who: Cast) -> None:
    spoken = voiced(
        who, ward=who.newborn, hospital_only=True, photo=picture_of(who.mireille), voice=sound_of(who.mireille)
    )
    actions.release(need=spoken, public=True, deed=by(who.makiese))
    outside = browser(None)

    text = outside.get(reverse("needs:need", args=[spoken.id])).content.decode()

    assert WORDS in text
    for hidden in ("Mireille", "Néonatologie", "<img", "<audio"):
        assert hidden not in text
    assert outside.get(reverse("needs:photo", args=[spoken.id])).status_code == 404
    assert outside.get(reverse("needs:spoken", args=[spoken.id])).status_code == 404


def test_while_a_partnership_stands_still_the_public_reads_the_country_and_no_more(who: Cast) -> None:
    from tests.pathway.partnerships.test_actions import suspended

    public = need(who)
    actions.release(need=public, public=True, deed=by(who.makiese))
    suspended(who)

    for address in (reverse("needs:need", args=[public.id]), reverse("needs:met_by_nobody")):
        text = browser(None).get(address).content.decode()
        assert "a hospital in DR Congo" in text
        assert "Lukanga" not in text
        assert "Néonatologie" not in text


def test_colleagues_second_a_need_once(who: Cast) -> None:
    asked = need(who)
    address = reverse("needs:second", args=[asked.id])

    browser(who.albertine).post(address, {"voices": 11, "base": ""})
    browser(who.albertine).post(address, {"voices": 3, "base": ""})

    assert list(Second.objects.values_list("voices", flat=True)) == [11]
    assert browser(who.lotte).post(address, {"voices": 3}).status_code == 404
    assert browser(who.makiese).get(address).status_code == 405


def test_a_director_puts_needs_in_order_by_number_and_by_button(who: Cast) -> None:
    first, second, third = (voiced(who, words) for words in ("un", "deux", "trois"))
    client = browser(who.makiese)
    address = reverse("needs:rank", args=[who.lukanga.id])
    page = client.get(address)
    shown = [str(third.id), str(second.id), str(first.id)]

    numbers = {f"place-{first.id}": 0, f"place-{second.id}": 2, f"place-{third.id}": 3}
    client.post(address, {"shown": shown, **numbers, "base": base_on(page)})
    by_number = Ranking.objects.get().order
    shown = by_number
    client.post(address, {"shown": shown, "up": third.id, "base": base_on(client.get(address))})

    assert by_number == [str(first.id), str(second.id), str(third.id)]
    assert Ranking.objects.get().order == [str(first.id), str(third.id), str(second.id)]


def test_two_who_put_needs_in_order_at_once_see_both_orders_and_choose(who: Cast) -> None:
    one, other = voiced(who, "un"), voiced(who, "deux")
    address = reverse("needs:rank", args=[who.lukanga.id])
    actions.rank(hospital=who.lukanga, order=[one, other], deed=by(who.makiese))
    director, nurse = browser(who.makiese), browser(who.albertine)
    before = base_on(director.get(address))
    shown = [str(other.id), str(one.id)]

    nurse.post(address, {"shown": shown, "base": base_on(nurse.get(address))})
    both = director.post(address, {"shown": [str(one.id)], "base": before})
    director.post(address, {"shown": [str(one.id)], f"place-{one.id}": 1, "base": base_on(both)})

    assert both.status_code == 409
    assert "As a colleague put them" in both.content.decode()
    assert Ranking.objects.get().order == [str(one.id)]


def test_the_same_need_worded_on_two_devices_shows_both_versions(who: Cast) -> None:
    mine = voiced(who)
    address = reverse("needs:wording", args=[mine.id])
    tablet, telephone = browser(who.mireille), browser(who.mireille)
    before = base_on(tablet.get(address))
    actions.reword(need=mine, words="Huit chaises", language="fr", deed=by(who.mireille))
    telephone.post(address, {"words": "Neuf chaises", "language": "fr", "base": base_on(telephone.get(address))})

    both = tablet.post(address, {"words": "Dix chaises", "language": "fr", "base": before})
    text = both.content.decode()
    tablet.post(address, {"words": "Dix chaises", "language": "fr", "base": base_on(both)})

    assert both.status_code == 409
    assert "Neuf chaises" in text
    assert "Dix chaises" in text
    assert Need.objects.get().words["fr"] == {"words": "Dix chaises"}


def test_what_was_noted_from_a_call_waits_until_the_hospital_confirms(who: Cast) -> None:
    lotte, makiese = browser(who.lotte), browser(who.makiese)
    address = reverse("needs:note", args=[who.lukanga.id])
    sent = {"words": "pas de réactif", "language": "fr", "noted_from": "Dr Makiese, 4 avril"}
    lotte.post(address, {**sent, "base": base_on(lotte.get(address))})
    kept = Need.objects.get()
    page = makiese.get(reverse("needs:need", args=[kept.id]))

    makiese.post(reverse("needs:confirmation", args=[kept.id]), {"base": base_on(page)})

    assert "Is it what you ask?" in page.content.decode()
    assert queries.row(queries.complete(Need.objects.all()).get(), None).state == "open"
    assert browser(who.rekia).get(address).status_code == 404


def test_a_partner_says_not_us_with_a_reason_that_the_hospital_reads(who: Cast) -> None:
    asked = need(who)
    offer = Offer.objects.get(need=asked)
    address = reverse("needs:leave", args=[offer.id])
    lotte = browser(who.lotte)
    assert address in lotte.get(reverse("needs:need", args=[asked.id])).content.decode()

    empty = lotte.post(address, {"words": " ", "language": "nl"})
    unchanged = Offer.objects.get().left_at
    said = lotte.post(address, {"words": "Wij hebben hier geen verloskundige meer.", "language": "nl"})
    lotte.post(address, {"words": "Wij hebben hier geen verloskundige meer.", "language": "nl"})

    assert (empty.status_code, unchanged, said.status_code) == (200, None, 302)
    assert list(queries.laid_before([who.wilgenbeke.id])) == []
    assert (
        "geen verloskundige meer" in browser(who.mireille).get(reverse("needs:need", args=[asked.id])).content.decode()
    )
    assert "geen verloskundige" not in browser(who.rekia).get(reverse("needs:need", args=[asked.id])).content.decode()
    assert [browser(one).get(address).status_code for one in (who.makiese, who.rekia, who.suspended)] == [404] * 3
    actions.take(offer=Offer.objects.get(), deed=by(who.lotte))
    assert Offer.objects.get().taken_at is not None


def test_a_need_is_laid_before_a_partner_who_takes_it_on(who: Cast) -> None:
    asked = voiced(who)
    makiese, lotte = browser(who.makiese), browser(who.lotte)

    makiese.post(reverse("needs:offer", args=[asked.id]), {"partners": [str(who.wilgenbeke.id)]})
    offer = Offer.objects.get()
    page = lotte.get(reverse("needs:need", args=[asked.id]))
    lotte.post(reverse("needs:take", args=[offer.id]), {"base": base_on(page)})

    assert "We take this on" in page.content.decode()
    assert Offer.objects.get().taken_at is not None
    assert browser(who.makiese).post(reverse("needs:take", args=[offer.id])).status_code == 404


def test_an_answer_has_a_reason_that_the_asker_reads_and_may_be_asked_again(who: Cast) -> None:
    asked = voiced(who)
    makiese, mireille = browser(who.makiese), browser(who.mireille)
    address = reverse("needs:answer", args=[asked.id])

    empty = makiese.post(address, {"kind": "set-aside", "words": "", "language": "fr"})
    makiese.post(address, {"kind": "set-aside", "words": "Ce n'est pas nous qui décidons.", "language": "fr"})
    page = mireille.get(reverse("needs:need", args=[asked.id])).content.decode()
    mireille.post(reverse("needs:again", args=[asked.id]), {"words": "La nuit, toujours seule.", "language": "fr"})

    assert "One thing before this can be kept" in empty.content.decode()
    assert "Ce n&#x27;est pas nous qui décidons." in page
    assert list(Answer.objects.order_by("answered_at", "id").values_list("kind", flat=True)) == [
        "set-aside",
        "reopened",
    ]
    assert mireille.get(address).status_code == 404


def test_who_asks_again_waits_on_also_after_a_goal_took_the_need_up(who: Cast) -> None:
    asked = need(who)
    reader, page = browser(who.makiese), reverse("needs:need", args=[asked.id])

    actions.answer(need=asked, kind="answered", words="C'est là.", language="fr", deed=by(who.makiese))
    answered = reader.get(page).content.decode()
    actions.reopen(need=asked, words="La nuit aussi.", language="fr", deed=by(who.mireille))
    goal(who, asked)
    taken_up = reader.get(page).content.decode()

    assert Answer.objects.order_by("answered_at", "id").values_list("kind", flat=True).last() == "taken-up"
    assert "Waited for an answer" in answered
    assert "Waited for an answer" not in taken_up and "<dt>Waits</dt>" in taken_up


def test_a_need_is_made_public_and_not_by_a_double_press_and_back_again(who: Cast) -> None:
    asked = voiced(who)
    client = browser(who.makiese)
    address, page = reverse("needs:release", args=[asked.id]), reverse("needs:need", args=[asked.id])

    states = []
    for public in ("True", "False", "True"):
        sent = {"public": public, "base": base_on(client.get(page))}
        client.post(address, sent)
        client.post(address, sent)
        states.append(browser(None).get(page).status_code)

    assert states == [200, 404, 200]


def test_the_wall_of_a_ward_shows_its_answers_and_keeps_silent_wards_silent(who: Cast) -> None:
    there = voiced(who, "Huit chaises", ward=who.newborn)
    voiced(who, "Seule la nuit", ward=who.newborn, hospital_only=True)
    actions.answer(
        need=there, kind="answered", words="Commandées chez le menuisier", language="fr", deed=by(who.makiese)
    )
    address = reverse("needs:wall", args=[who.lukanga.id])

    ward = browser(who.mireille).get(f"{address}?ward={who.newborn.id}").content.decode()
    house = browser(who.mireille).get(address).content.decode()

    assert "Commandées chez le menuisier" in ward
    assert "data:image/svg+xml" in ward
    assert ("Seule la nuit" in ward, "Seule la nuit" in house) == (False, True)
    assert browser(who.lotte).get(address).status_code == 404


@pytest.mark.once
def test_pages_cost_the_same_with_one_need_and_with_forty(who: Cast) -> None:
    first = need(who)
    actions.release(need=first, public=True, deed=by(who.makiese))
    listed = [reverse("needs:of_hospital", args=[who.lukanga.id]), reverse("needs:met_by_nobody")]
    addresses = [*listed, reverse("needs:need", args=[first.id])]
    own = [reverse("needs:rank", args=[who.lukanga.id]), reverse("needs:wall", args=[who.lukanga.id])]
    clients = [browser(person) for person in (who.makiese, who.lotte, who.rekia, None)]
    asked = [(client, address) for client in clients for address in addresses] + [(clients[0], one) for one in own]
    one = [queries_of(*each) for each in asked]

    for number in range(40):
        with clock.at(clock.now() + timedelta(seconds=number)):
            another = need(who, f"besoin {number}")
            actions.release(need=another, public=True, deed=by(who.makiese))

    assert [queries_of(*each) for each in asked] == one
    assert max(one) <= AT_MOST
    assert [client.get(f"{listed[0]}?page=2").content.decode().count("besoin") for client in clients] == [10] * 4


def test_a_first_view_is_small(who: Cast) -> None:
    asked = need(who)
    client = browser(who.mireille, "fr")

    sizes = {
        address: first_view_bytes(first_view(client, address))
        for address in (reverse("needs:voice"), reverse("needs:need", args=[asked.id]))
    }

    assert all(size <= FIRST_VIEW for size in sizes.values()), sizes


def test_a_kept_order_is_said_and_two_with_one_number_are_asked_again(who: Cast) -> None:
    first, second, third = (voiced(who, words) for words in ("un", "deux", "trois"))
    client, address = browser(who.makiese, "en"), reverse("needs:rank", args=[who.lukanga.id])
    shown = [str(third.id), str(second.id), str(first.id)]
    base = base_on(client.get(address))

    numbers = {f"place-{third.id}": 1, f"place-{second.id}": 2, f"place-{first.id}": 1}
    refused = client.post(address, {"shown": shown, **numbers, "base": base})
    kept_nothing = not Ranking.objects.exists()
    moved = client.post(address, {"shown": shown, "up": second.id, "base": base}, follow=True)
    kept = client.post(address, {"shown": shown, f"place-{first.id}": 0, "base": base_on(moved)}, follow=True)

    sentence = "Two needs have number 1. Give each its own; 0 goes before all."
    assert list(refused.context["form"].errors) == [f"place-{first.id}"]
    assert refused.content.decode().count(sentence) == 2  # above the form, and beside the number
    assert kept_nothing
    assert "The order is kept." not in moved.content.decode()
    assert "The order is kept." in kept.content.decode()
    assert Ranking.objects.get().order[0] == str(first.id)


PROPOSE = "Propose a goal that answers it"
MISSING = "What is missing is a goal"


def text_of(person: object, address: str) -> str:
    """What somebody reads at an address."""
    return browser(person).get(address).content.decode()  # type: ignore[arg-type]


def taken_on(who: Cast) -> Need:
    """A need that Wilgenbeke takes on."""
    voiced_one = need(who)
    (offer,) = voiced_one.offers.all()
    actions.take(offer=offer, deed=by(who.lotte))
    return voiced_one


def test_what_a_need_waits_for_is_said_in_one_sentence(who: Cast) -> None:
    one = voiced(who)
    page = reverse("needs:need", args=[one.id])
    assert "Nobody has answered this need yet." in text_of(who.mireille, page)

    actions.offer(need=one, partners=[who.wilgenbeke], deed=by(who.makiese))
    before = "Laid before Wilgenbeke; there is no word yet."
    assert before in text_of(who.mireille, page) and before in text_of(who.lotte, page)
    (offer,) = one.offers.all()
    actions.take(offer=offer, deed=by(who.lotte))
    assert "Wilgenbeke takes this on. No goal answers it yet." in text_of(who.lotte, page)
    goal(who, one)
    assert "A goal takes this need up." in text_of(who.mireille, page)


def test_a_need_that_a_partner_takes_on_asks_for_a_goal_first(who: Cast) -> None:
    page = reverse("needs:need", args=[taken_on(who).id])

    for person in (who.lotte, who.makiese):
        text = text_of(person, page)
        assert MISSING in text and re.search(rf'<a class="act" href="[^"]*goals/new/[^"]*">{PROPOSE}', text)
        assert text.count(PROPOSE) == 1 and text.count('class="act"') == 1
    for person in (who.mireille, who.rekia, None):
        assert MISSING not in (text := text_of(person, page)) and PROPOSE not in text


def test_before_anybody_takes_it_on_and_once_a_goal_answers_it_no_goal_is_asked_for(who: Cast) -> None:
    laid = need(who)
    page = reverse("needs:need", args=[laid.id])
    assert MISSING not in text_of(who.lotte, page)
    (offer,) = laid.offers.all()
    actions.take(offer=offer, deed=by(who.lotte))
    assert MISSING in text_of(who.lotte, page)

    goal(who, laid)

    assert MISSING not in text_of(who.lotte, page)


def test_the_goal_is_proposed_in_a_partnership_with_who_took_the_need_on(who: Cast) -> None:
    young = partnerships.propose(
        key=uuid4(),
        name="Lukanga – La Source",
        kind="twinning",
        partners=[who.lukanga, who.sonwerou],
        works_at=[who.lukanga],
        deed=OPERATOR,
    )
    one = voiced(who)
    actions.offer(need=one, partners=[who.sonwerou], deed=by(who.makiese))
    (offer,) = one.offers.all()
    actions.take(offer=offer, deed=by(who.rekia))

    href = re.search(rf'href="([^"]*)">{PROPOSE}', text_of(who.makiese, reverse("needs:need", args=[one.id])))

    assert href and str(young.id) in href[1]
    assert browser(who.makiese).get(href[1].replace("&amp;", "&")).status_code == 200


def test_a_public_need_that_somebody_takes_on_names_nobody(who: Cast) -> None:
    one = taken_on(who)
    actions.release(need=one, public=True, deed=by(who.makiese))

    text = text_of(None, reverse("needs:need", args=[one.id]))

    assert "A partner takes this on. No goal answers it yet." in text


def answered(who: Cast) -> tuple[Need, Answer]:
    """What Mireille asked, with Dr Makiese's answer."""
    one = voiced(who)
    said = {"kind": "answered", "words": "Deux fauteuils arrivent lundi.", "language": "fr"}
    return one, actions.answer(need=one, **said, deed=by(who.makiese))


def test_who_asked_says_that_they_have_read_the_answer_and_it_no_longer_waits(who: Cast) -> None:
    one, answer = answered(who)
    client, page = browser(who.mireille), reverse("needs:need", args=[one.id])
    press = reverse("needs:read_answer", args=[answer.id])
    home = client.get("/my/").content.decode()
    assert f"What you asked has an answer: “{WORDS}”" in home and page in home
    assert "I have read it" in client.get(page).content.decode()
    assert "What you asked" in client.get("/my/").content.decode()  # to look is not a deed

    answers = [client.post(press) for _ in range(2)]

    assert [one["Location"] for one in answers] == [page, page]
    answer.refresh_from_db()
    assert answer.read_at is not None
    assert "What you asked" not in client.get("/my/").content.decode()
    text = client.get(page).content.decode()
    assert "You have read it." in text and press not in text
    assert "Read by who asked" in text_of(who.makiese, page)


def test_nobody_reads_an_answer_for_somebody_else(who: Cast) -> None:
    one, answer = answered(who)
    press, missing = (reverse("needs:read_answer", args=[key]) for key in (answer.id, uuid4()))

    for person in (who.makiese, who.albertine, who.lotte, who.rekia, who.suspended, None):
        client = browser(person)
        assert press not in client.get(reverse("needs:need", args=[one.id])).content.decode()
        refused, unknown = client.post(press), client.post(missing)
        assert (refused.status_code, unknown.status_code) == (404, 404)
        assert refused.content.decode().replace(press, "") == unknown.content.decode().replace(missing, "")
    assert browser(who.mireille).get(press).status_code == 405
    answer.refresh_from_db()
    assert answer.read_at is None


def test_what_is_asked_again_and_answered_again_waits_again(who: Cast) -> None:
    one, answer = answered(who)
    actions.read_answer(answer=answer, deed=by(who.mireille))
    again = actions.reopen(need=one, words="Ils ne sont pas venus.", language="fr", deed=by(who.mireille))
    with pytest.raises(Refused):
        actions.read_answer(answer=again, deed=by(who.mireille))
    assert "What you asked" not in text_of(who.mireille, "/my/")

    actions.answer(need=one, kind="answered", words="Mardi.", language="fr", deed=by(who.makiese))

    assert "What you asked has an answer" in text_of(who.mireille, "/my/")


def test_a_long_need_is_quoted_by_its_beginning_and_a_spoken_one_says_so(who: Cast) -> None:
    long = voiced(who, "Nous demandons de l'eau " * 20)
    spoken = actions.voice(
        hospital=who.lukanga,
        voice=sound_of(who.mireille),
        voice_seconds=9,
        language="fr",
        words="",
        deed=by(who.mireille),
    )
    for one in (long, spoken):
        actions.answer(need=one, kind="answered", words="Oui.", language="fr", deed=by(who.makiese))

    text = text_of(who.mireille, "/my/")

    assert "“Nous demandons de l&#x27;eau Nous demandons" in text and "eau " * 20 not in text
    assert "“A spoken need”" in text
