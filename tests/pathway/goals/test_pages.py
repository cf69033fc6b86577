"""Goals on the page: proposed from needs, read word by word, signed by each partner, on paper too, and public when agreed."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import PaperKey
from partnerhood.pathway.goals import actions, queries
from partnerhood.pathway.goals.models import Goal, Reading
from partnerhood.pathway.needs import actions as needs
from tests.cast import Cast, agreed_goal, by, content, goal, need
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.ground.records.test_photos import COLOURS, jpeg
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db


def everybody(who: Cast) -> dict:
    return {
        "owner": who.lotte,
        "member": who.mireille,
        "signatory": who.makiese,
        "stranger": who.rekia,
        "suspended": who.suspended,
        "nobody": None,
    }


INSIDE = {"owner": 200, "member": 200, "signatory": 200, "stranger": 404, "suspended": 404, "nobody": 404}


def said(**more: object) -> dict[str, object]:
    """A whole form, as a coordinator fills it in."""
    return {
        "domain": "newborn_care",
        "statement": "60 % des soignants ventilent un nouveau-né en 60 secondes.",
        "language": "fr",
        "level": "outcome",
        "m1_name": "part en 60 s",
        "m1_unit": "percent",
        "m1_direction": "up",
        "m1_baseline": "33.3",
        "m1_target": "60",
        "m1_target_date": "2026-12-31",
        "m2_unit": "percent",
        "m2_direction": "up",
        "outputs": "deux ballons\n\n dix soignants formés ",
        "exit_criteria": "trois trimestres de suite",
        **more,
    }


def test_a_coordinator_proposes_a_goal_from_needs(who: Cast) -> None:
    asked = need(who)
    lotte = browser(who.lotte)
    address = reverse("goals:propose", args=[who.partnership.id])
    page = lotte.get(address)

    answer = lotte.post(address, said(needs=[str(asked.id)], on_behalf_of=who.wilgenbeke.id, base=base_on(page)))

    kept = Goal.objects.get()
    assert answer["Location"] == reverse("goals:goal", args=[kept.id])
    assert (kept.hospital, kept.domain, kept.proposed_by) == (who.lukanga, "newborn_care", who.wilgenbeke)
    now = queries.content(kept.wording)
    assert now.outputs == ["deux ballons", "dix soignants formés"]
    assert [(one.key, str(one.baseline), str(one.target)) for one in now.measures] == [("part-en-60-s", "33.3", "60")]


def test_a_refusal_stands_beside_its_field_and_loses_nothing(who: Cast) -> None:
    asked = need(who)
    address = reverse("goals:propose", args=[who.partnership.id])

    sent = said(needs=[str(asked.id)], on_behalf_of=who.wilgenbeke.id, domain="dental_care")
    text = browser(who.lotte).post(address, sent).content.decode()
    unasked = browser(who.lotte).post(address, said(on_behalf_of=who.wilgenbeke.id)).content.decode()

    beside = re.search(r'id="id_why_not_basic_error">([^<]*)', text)
    assert beside and beside[1].startswith("Basic care comes first.")
    assert "trois trimestres de suite" in text
    assert "Choose at least one that the hospital voiced." in unasked
    assert Goal.objects.count() == 0


def test_only_the_partners_own_people_propose_and_only_from_needs_they_may_read(who: Cast) -> None:
    silent = needs.voice(hospital=who.lukanga, words="silencieux", language="fr", deed=by(who.mireille))
    need(who)
    address = reverse("goals:propose", args=[who.partnership.id])
    missing = reverse("goals:propose", args=[uuid4()])

    found = seen_by(address, everybody(who), missing)

    assert found == {**INSIDE, "member": 404}
    assert str(silent.id) not in browser(who.lotte).get(address).content.decode()
    assert str(silent.id) in browser(who.makiese).get(address).content.decode()


def test_a_proposed_goal_is_for_the_partners_and_an_agreed_one_for_everybody(who: Cast) -> None:
    proposed = goal(who)
    missing = reverse("goals:goal", args=[uuid4()])
    address = reverse("goals:goal", args=[proposed.id])

    before = seen_by(address, everybody(who), missing)
    agree(who, proposed)
    unbegun = seen_by(address, everybody(who), missing)
    begin(who)
    after = seen_by(address, everybody(who), missing)

    assert before == INSIDE
    assert unbegun == INSIDE
    assert set(after.values()) == {200}


def agree(who: Cast, which: Goal) -> None:
    read = which.wording.fingerprint
    actions.sign(goal=which, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    actions.sign(goal=which, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))


def begin(who: Cast) -> None:
    from partnerhood.pathway.partnerships import actions as partnerships

    partnerships.move(partnership=who.partnership, state="active", reason="since 2014", deed=by(who.lotte))


def test_the_public_reads_words_and_partners_and_neither_names_nor_silent_needs(who: Cast) -> None:
    signed = agreed_goal(who)
    begin(who)

    text = browser(None).get(reverse("goals:goal", args=[signed.id])).content.decode()

    assert "60 % des soignants" in text
    assert "1 need that the hospital keeps among partners" in text
    for hidden in ("Katrien", "Makiese", "Lotte", "ballon", "Néonatologie"):
        assert hidden not in text


def test_a_partner_reads_the_exact_words_and_turns_its_key(who: Cast) -> None:
    proposed = goal(who)
    address = reverse("goals:signature", args=[proposed.id])
    makiese = browser(who.makiese)
    page = makiese.get(address)
    text = page.content.decode()
    shown = re.search(r'name="wording" value="([0-9a-f]{64})"', text)
    sent = {"wording": shown[1] if shown else "", "on_behalf_of": who.lukanga.id, "base": base_on(page)}

    first = makiese.post(address, sent)
    again = makiese.post(address, sent)

    assert f"{proposed.wording.fingerprint[:4]} {proposed.wording.fingerprint[4:8]}" in text
    assert (first.status_code, again.status_code) == (302, 302)
    assert [one.signer for one in keys.signatures([proposed.wording_id])] == ["Dr Honoré Makiese"]


def test_words_that_changed_while_one_read_are_shown_and_asked_again(who: Cast) -> None:
    proposed = goal(who)
    address = reverse("goals:signature", args=[proposed.id])
    makiese = browser(who.makiese)
    page = makiese.get(address)
    read = proposed.wording.fingerprint
    actions.reword(
        goal=proposed, content=content("70 % des soignants présents ventilent en 60 secondes."), deed=by(who.lotte)
    )

    shown = makiese.post(address, {"wording": read, "on_behalf_of": who.lukanga.id, "base": base_on(page)})
    text = shown.content.decode()
    fresh = re.search(r'name="wording" value="([0-9a-f]{64})"', text)
    nothing_yet = list(keys.signatures([proposed.wording_id]))
    sent = {"wording": fresh[1] if fresh else "", "on_behalf_of": who.lukanga.id, "base": base_on(shown)}
    makiese.post(address, sent)

    now = Goal.objects.get()
    assert shown.status_code == 409
    assert "<del>60</del>" in text
    assert "<ins>70</ins>" in text
    assert nothing_yet == []
    assert [one.organisation for one in keys.signatures([now.wording_id])] == [who.lukanga]


def test_who_signed_other_words_before_reads_what_changed_since(who: Cast) -> None:
    proposed = goal(who)
    address = reverse("goals:signature", args=[proposed.id])
    first = browser(who.katrien).get(address).content.decode()
    actions.sign(goal=proposed, wording=proposed.wording.fingerprint, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    other = content("70 % des soignants ventilent un nouveau-né en 60 secondes.")
    actions.reword(goal=Goal.objects.get(), content=other, deed=by(who.makiese))

    again = browser(who.katrien).get(address)
    for_other = browser(who.makiese).get(address).content.decode()

    assert again.status_code == 200
    assert "<del>60</del>" in again.content.decode() and "<ins>70</ins>" in again.content.decode()
    assert "You signed other words on" in again.content.decode()
    assert "<del>" not in first + for_other


def test_a_key_is_for_signatories_of_the_partners_alone(who: Cast) -> None:
    proposed = goal(who)

    found = seen_by(
        reverse("goals:signature", args=[proposed.id]), everybody(who), reverse("goals:signature", args=[uuid4()])
    )

    assert found == {**INSIDE, "owner": 404, "member": 404}


def test_two_who_word_a_goal_at_once_see_both_versions(who: Cast) -> None:
    proposed = goal(who)
    address = reverse("goals:wording", args=[proposed.id])
    lotte, makiese = browser(who.lotte), browser(who.makiese)
    before = base_on(lotte.get(address))
    makiese.post(address, said(statement="70 % des soignants ventilent.", base=base_on(makiese.get(address))))
    lotte.post(address, said(statement="75 % des soignants ventilent.", base=base_on(lotte.get(address))))

    both = makiese.post(address, said(statement="80 % des soignants ventilent.", base=before))
    text = both.content.decode()
    makiese.post(address, said(statement="80 % des soignants ventilent.", base=base_on(both)))

    assert both.status_code == 409
    assert "<del>75</del>" in text
    assert "<ins>80</ins>" in text
    assert str(Goal.objects.get()) == "80 % des soignants ventilent."


def test_a_measure_keeps_its_name_for_machines_when_the_words_change(who: Cast) -> None:
    proposed = goal(who)
    address = reverse("goals:wording", args=[proposed.id])
    client = browser(who.makiese)
    page = client.get(address)
    key = re.search(r'name="m1_key" value="([^"]*)"', page.content.decode())

    client.post(address, said(m1_name="part des soignants", m1_key=key[1] if key else "", base=base_on(page)))

    assert [one.key for one in queries.content(Goal.objects.get().wording).measures] == ["share"]


def test_a_key_is_taken_back_with_a_reason_that_everybody_inside_reads(who: Cast) -> None:
    signed = agreed_goal(who)
    makiese = browser(who.makiese)
    address = reverse("goals:withdrawal", args=[signed.id])

    empty = makiese.post(address, {"reason": " ", "on_behalf_of": who.lukanga.id})
    makiese.post(address, {"reason": "Le ministère envoie autre chose", "on_behalf_of": who.lukanga.id})

    assert empty.status_code == 200
    assert (
        "Le ministère envoie autre chose"
        in browser(who.lotte).get(reverse("goals:goal", args=[signed.id])).content.decode()
    )
    assert queries.row(Goal.objects.get()).state == "withdrawn"


def test_every_wording_stays_readable_inside(who: Cast) -> None:
    signed = agreed_goal(who)
    begin(who)
    actions.reword(
        goal=signed, content=content("70 % des soignants ventilent un nouveau-né en 60 secondes."), deed=by(who.makiese)
    )
    address = reverse("goals:history", args=[signed.id])

    text = browser(who.mireille).get(address).content.decode()

    assert "<del>60</del>" in text
    assert seen_by(address, everybody(who), reverse("goals:history", args=[uuid4()])) == INSIDE


def test_a_goal_is_signed_on_paper_and_counts_when_the_signing_partner_says_so(who: Cast) -> None:
    proposed = goal(who)
    lotte, makiese = browser(who.lotte), browser(who.makiese)
    printed = makiese.get(reverse("goals:paper", args=[proposed.id])).content.decode()
    code = f"{proposed.wording.fingerprint[:4]} {proposed.wording.fingerprint[4:8]}"
    address = reverse("goals:enter_paper", args=[proposed.id])
    page = {
        "on_behalf_of": who.lukanga.id,
        "signer": "Sœur Colette",
        "signed_date": "2024-05-22",
        "photo": SimpleUploadedFile("a.jpg", jpeg(COLOURS)),
    }

    wrong = lotte.post(address, {**page, "code": "0000 0000"})
    kept = re.search(r'name="photo_name" value="([0-9a-f]{64})"', wrong.content.decode())
    lotte.post(address, {**page, "photo": "", "photo_name": kept[1] if kept else "", "code": code.upper()})
    paper = PaperKey.objects.get()
    confirm = reverse("goals:confirm_paper", args=[proposed.id, paper.id])
    not_hers = browser(who.katrien).post(confirm)
    makiese.post(confirm, {"base": base_on(makiese.get(reverse("goals:paper_page", args=[proposed.id, paper.id])))})

    assert code in printed
    assert "data:image/svg+xml" in printed
    assert "The wording changed since you read it." in wrong.content.decode()
    assert not_hers.status_code == 404
    assert [(one.signer, one.assurance) for one in keys.signatures([proposed.wording_id])] == [
        ("Sœur Colette", "paper")
    ]
    assert lotte.get(reverse("goals:paper_photo", args=[proposed.id, paper.id])).content == jpeg(COLOURS)
    assert browser(who.rekia).get(reverse("goals:paper_photo", args=[proposed.id, paper.id])).status_code == 404


def test_the_hospital_tells_what_the_district_said_and_closes(who: Cast) -> None:
    signed = agreed_goal(who)
    makiese = browser(who.makiese)
    opinion, ending = reverse("goals:opinion", args=[signed.id]), reverse("goals:ending", args=[signed.id])

    told = {
        "authority": "Zone de santé",
        "opinion": "in-favour",
        "given_date": "2024-02-20",
        "words": "Très utile",
        "language": "fr",
    }
    makiese.post(opinion, told)
    makiese.post(ending, {"ending": "reached"})

    assert "Zone de santé" in browser(who.lotte).get(reverse("goals:goal", args=[signed.id])).content.decode()
    assert Goal.objects.get().ending == "reached"
    assert [browser(who.lotte).get(address).status_code for address in (opinion, ending)] == [404, 404]


def test_a_reading_in_another_language_helps_and_is_not_what_is_signed(who: Cast) -> None:
    proposed = goal(who)
    address = reverse("goals:reading", args=[proposed.id])

    browser(who.lotte).post(address, {"language": "nl", "statement": "60 % van het personeel ventileert."})

    text = browser(who.makiese).get(reverse("goals:goal", args=[proposed.id])).content.decode()
    assert Reading.objects.get().language == "nl"
    assert "to understand it; signed is the sentence above" in text


def test_a_need_shows_the_goal_that_took_it_up_to_whom_may_know(who: Cast) -> None:
    asked = need(who)
    needs.release(need=asked, public=True, deed=by(who.makiese))
    goal(who, asked)
    address = reverse("needs:need", args=[asked.id])

    assert "Goals that answer it" in browser(who.mireille).get(address).content.decode()
    assert "Propose a goal that answers it" in browser(who.lotte).get(address).content.decode()
    assert "Propose a goal" not in browser(who.mireille).get(address).content.decode()
    assert "60 % des soignants" not in browser(None).get(address).content.decode()


def test_a_need_that_is_named_can_be_chosen_however_many_came_after_it(who: Cast) -> None:
    named = need(who, "La plus ancienne")
    for number in range(21):
        need(who, f"Une autre {number}")
    client = browser(who.lotte)
    address = reverse("goals:propose", args=[who.partnership.id])
    plain, with_it = (client.get(f"{address}{end}").content.decode() for end in ("", f"?need={named.id}"))

    assert str(named.id) not in plain and plain.count('name="needs"') == 20
    assert f'value="{named.id}"' in with_it and with_it.count('name="needs"') == 20
    assert client.get(f"{address}?need=no-id").status_code == 200


@pytest.mark.once
def test_pages_cost_the_same_with_one_goal_and_with_many(who: Cast) -> None:
    first = agreed_goal(who)
    begin(who)
    public = [reverse("goals:of_partnership", args=[who.partnership.id]), reverse("goals:goal", args=[first.id])]
    inside = [reverse(f"goals:{name}", args=[first.id]) for name in ("history", "wording")]
    inside += [reverse("goals:propose", args=[who.partnership.id])]
    asked = [(browser(person), address) for person in (who.lotte, who.makiese) for address in public + inside]
    asked += [(browser(None), address) for address in public]
    one = [queries_of(*each) for each in asked]

    for number in range(33):
        agree(who, goal(who, need(who, f"besoin {number}")))

    assert [queries_of(*each) for each in asked] == one
    assert max(one) <= AT_MOST


def test_a_first_view_is_small(who: Cast) -> None:
    proposed = goal(who)
    client = browser(who.makiese)

    sizes = {
        name: first_view_bytes(first_view(client, reverse(f"goals:{name}", args=[proposed.id])))
        for name in ("goal", "signature", "wording")
    }

    assert all(size <= FIRST_VIEW for size in sizes.values()), sizes


def test_room_for_another_measure_comes_without_losing_a_word(who: Cast) -> None:
    asked, lotte = need(who), browser(who.lotte)
    address = reverse("goals:propose", args=[who.partnership.id])
    before = lotte.get(address).content.decode()

    more = lotte.post(address, said(needs=[str(asked.id)], statement="half said", domain="", more="3"))

    page = more.content.decode()
    assert 'name="m1_name"' in before and 'name="m2_name"' not in before
    assert more.status_code == 200 and Goal.objects.count() == 0
    assert 'name="m3_name"' in page and 'name="m4_name"' not in page
    assert "half said" in page and "part en 60 s" in page
    assert 'class="error"' not in page and 'name="more" value="4"' in page


@pytest.mark.parametrize("asked_for", ["99", "-1", "x", ""])
def test_room_that_is_not_there_is_not_shown(who: Cast, asked_for: str) -> None:
    asked, lotte = need(who), browser(who.lotte)

    page = lotte.post(
        reverse("goals:propose", args=[who.partnership.id]), said(needs=[str(asked.id)], more=asked_for)
    ).content.decode()

    assert Goal.objects.count() == 0
    assert 'name="m2_name"' in page and 'name="m3_name"' not in page


def test_five_measures_can_be_said_and_show_no_room_for_a_sixth(who: Cast) -> None:
    asked, lotte = need(who), browser(who.lotte)
    five = {f"m{number}_name": f"measure {number}" for number in range(1, 6)}

    answer = lotte.post(
        reverse("goals:propose", args=[who.partnership.id]),
        said(needs=[str(asked.id)], on_behalf_of=str(who.wilgenbeke.id), **five),
    )

    proposed = Goal.objects.get()
    assert answer.status_code == 302
    assert [one["name"] for one in proposed.wording.content["measures"]] == list(five.values())
    page = lotte.get(reverse("goals:wording", args=[proposed.id])).content.decode()
    assert 'name="m5_name"' in page and 'name="more"' not in page


def test_who_signs_reads_in_which_language_the_words_stand_and_may_ask_for_their_own(who: Cast) -> None:
    proposed = goal(who)
    page = reverse("goals:signature", args=[proposed.id])
    asking = reverse("conversations:conversation", args=["goals.goal", proposed.id])

    own, other = (browser(who.katrien, language).get(page).content.decode() for language in ("fr", "nl"))

    assert "Le texte est en français." in own and asking not in own
    assert "De tekst staat in het Frans." in other and f"{asking}?say=new" in other
    assert "in het Nederlands vragen" in other
    assert browser(who.katrien, "nl").get(f"{asking}?say=new").status_code == 200


def test_a_reading_in_the_signers_language_stands_above_the_words_that_are_signed(who: Cast) -> None:
    proposed = goal(who)
    dutch = "60 % van de zorgverleners beademt een pasgeborene binnen 60 seconden."
    actions.translate(goal=proposed, wording=proposed.wording, language="nl", statement=dutch, deed=by(who.lotte))
    page = reverse("goals:signature", args=[proposed.id])

    text = browser(who.katrien, "nl").get(page).content.decode()

    signed = proposed.wording.content["statement"]
    assert text.index(f'<blockquote lang="nl">{dutch}') < text.index(signed)
    assert "in het Nederlands vragen" not in text
    assert dutch not in browser(who.katrien, "fr").get(page).content.decode()
