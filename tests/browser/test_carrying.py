"""What waits on a shared tablet leaves it in a colleague's hands, or as a file on a stick, and never in a colleague's name."""

import base64
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import qrcode
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, Page, Route, expect

from partnerhood.ground.records import sealing
from partnerhood.interfaces.offline import scripts
from tests.browser.hands import Hands
from tests.browser.tablet import (
    CANARY,
    LOTTE,
    MAKIESE,
    PATIENCE,
    Tablet,
    is_kept,
    lets_it_keep,
    noise,
    signs_in,
    takes_a_photo,
    voices,
)

pytestmark = pytest.mark.browser


def keeps_with_photo(page: Page, tablet: Tablet, words: str, photo: Path) -> None:
    """Without a line, a need in one's own words and with a photo."""
    photo.write_bytes(noise(200, 150))
    tablet.line.cut()
    page.goto("/needs/new/")
    takes_a_photo(page, photo)
    page.fill("textarea[name=words]", words)
    page.locator("main form button.act").first.click()
    is_kept(page)


def finds(page: Page, words: str) -> int:
    """How many needs in these words somebody of the hospital finds."""
    page.goto(f"/search/?q={words}")
    return page.locator("main a[href^='/needs/']").count()


def test_a_colleague_with_a_line_carries_what_waits_and_its_author_reads_what_came_of_it(
    tablet: Tablet, tmp_path: Path
) -> None:
    words = f"{CANARY}porte"
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    keeps_with_photo(page, tablet, words, tmp_path / "photo.png")
    page.context.clear_cookies()
    tablet.line.mend()

    heard: list[str] = []

    def listens(route: Route) -> None:
        answer = route.fetch()
        heard.append(answer.text())
        route.fulfill(response=answer)

    page.route("**/sync", listens)
    signs_in(page, LOTTE)
    page.goto("/my/")
    page.wait_for_function(
        "() => new Promise((go) => { const asked = indexedDB.open('partnerhood'); asked.onsuccess = () => {"
        " const all = asked.result.transaction('items').objectStore('items').getAll(); all.onsuccess = () => {"
        " asked.result.close(); go(all.result[0].state === 'carried'); }; }; })",
        timeout=PATIENCE,
    )
    page.context.clear_cookies()
    signs_in(page, MAKIESE)
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li[data-state=sent]")).to_have_count(1, timeout=PATIENCE)
    assert finds(page, words) == 1


def test_the_same_day_leaves_on_a_stick_and_arrives_once(
    tablet: Tablet, browser: Browser, node: str, tmp_path: Path
) -> None:
    words = f"{CANARY}cle"
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    keeps_with_photo(page, tablet, words, tmp_path / "photo.png")
    page.goto("/offline/outbox/fr/")
    with page.expect_download() as leaving:
        page.click("#bundle")
    stick = tmp_path / leaving.value.suggested_filename
    leaving.value.save_as(stick)
    assert words.encode() not in stick.read_bytes()
    assert page.locator("#items li[data-state=kept]").count() == 1

    office = Hands(browser, node, accept_downloads=True).comes_in("katrien@wilgenbeke.example")
    for said in ("1 formulier is aangenomen", "1 was al bekend"):
        office.goes("/bundles/")
        office.page.set_input_files("input[name=file]", str(stick))
        office.presses(office.page.locator("main form button.act"))
        assert office.reads(said), office._says()
    back = tmp_path / "back.receipts"
    with office.page.expect_download() as coming:
        office.page.locator("main a[download]").click()
    coming.value.save_as(back)
    office.context.close()
    _reads_receipts(page, back)

    _hands_over_a_square(page, browser, node)

    tablet.line.mend()
    page.goto("/my/")
    expect(page.locator("#offline-waiting")).to_have_count(0, timeout=PATIENCE)
    page.goto("/offline/outbox/fr/")
    page.locator("#items li").last.locator("a").click()
    page.wait_for_url("**/needs/*-*/")
    assert page.request.get(page.url + "photo").status == 200
    assert [finds(page, one) for one in (words, f"{CANARY}carre")] == [1, 1]


def _reads_receipts(page: Page, back: Path) -> None:
    """Still without a line, the tablet reads what came back: touched it says nothing, whole it says once what arrived."""
    forged = back.with_name("forged.receipts")
    forged.write_text(back.read_text().replace("]]", "],[1,99]]"))
    for file, kind in ((forged, "warning"), (back, "success"), (back, "success")):
        page.set_input_files("#receipts", str(file))
        expect(page.locator(f"#offline-said.{kind}")).to_be_visible()
        is_there = page.locator("#items li[data-state=carried]").count()
        assert is_there == (file == back), page.locator("#items").inner_text()
    expect(page.locator("#offline-said")).to_contain_text("0")
    assert "arrivé" in page.locator("#items li").first.inner_text()
    expect(page.locator("#offline-waiting")).to_have_count(0)


def _hands_over_a_square(page: Page, browser: Browser, node: str) -> None:
    """Three more forms, without photos: two as one square code that somebody else photographs and hands in, and all."""
    for words in ("carre", "rond", "long" + " et large" * 40):
        voices(page, f"{CANARY}{words}")
        is_kept(page)
    page.goto("/offline/outbox/fr/")
    for row in (2, 1):
        page.locator("#items li").nth(row).locator("p.actions button").first.click()
    drawn = unquote(str(page.locator("#squares img").get_attribute("src")))
    envelopes = page.evaluate(NEWEST)
    codes = [base64.urlsafe_b64encode(bytes(one)).decode().rstrip("=") for one in envelopes]
    code = ".".join(codes[:2])
    assert dark(drawn) == modules(f"{page.locator('#hand-in').text_content()}#{code}")
    page.click("#all")
    expect(page.locator("#squares strong")).to_contain_text("3")

    phone = Hands(browser, node, java_script_enabled=True).comes_in("katrien@wilgenbeke.example")
    phone.goes(f"/bundles/#{code}")
    expect(phone.page.locator("#code")).to_have_value(code)
    phone.presses(phone.page.locator("main form button.act"))
    assert phone.reads("2 formulieren zijn aangenomen"), phone._says()
    phone.context.close()


NEWEST = """() => new Promise((go) => { const asked = indexedDB.open("partnerhood"); asked.onsuccess = () => {
  const all = asked.result.transaction("items").objectStore("items").getAll();
  all.onsuccess = () => { asked.result.close(); go(all.result.slice(-3).map((one) => Array.from(one.envelope))); }; }; })"""


def dark(drawing: str) -> set[tuple[int, int]]:
    """The dark modules of a code as the tablet drew it."""
    return {(int(down) - 4, int(right) - 4) for right, down in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing)}


def modules(text: str) -> set[tuple[int, int]]:
    """The dark modules as another program makes them."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_L, mask_pattern=0)
    made.add_data(qrcode.util.QRData(text.encode(), mode=qrcode.util.MODE_8BIT_BYTE), optimize=0)
    made.make(fit=True)
    return {(row, column) for row, line in enumerate(made.modules) for column, is_dark in enumerate(line) if is_dark}


def test_a_square_code_of_any_size_is_what_another_program_makes(browser: Browser) -> None:
    script = "const utf8 = new TextEncoder();" + (scripts.PARTS / "square.js").read_text()
    texts = ["a" * size for size in (1, 17, 18, 150, 271, 367, 530, 800, 1273, 1367, 1465, 1528, 1628, 1732, 1840)]
    page = browser.new_page()
    ours = page.evaluate(
        f"(texts) => {{ {script}\nreturn texts.map((text) => picture(square(text)))"
        '.concat(square("a".repeat(1841)) === null); }}'.replace("}}", "}"),
        texts,
    )

    assert [dark(unquote(one)) == modules(text) for one, text in zip(ours, texts, strict=False)] == [True] * len(texts)
    assert ours[-1] is True
    page.close()


ON_ANOTHER_BASE = """async (node) => {{ {script}
  const keys = await keysOf("0a1b2c3d-0000-4000-8000-00000000abcd", random(32));
  const tell = async () => write("device", {{ id: signerId(keys.person), ...(await freshHand(keys)), node, at: Date.now() }});
  const keep = (words) => keepForm(keys, "/needs/x/words/", {{ words: [words], base: ["b"] }}, {{}}, "x");
  const first = await keep("un");
  await tell();
  for (const words of ["deux", "trois"]) await keep(words);
  const sealed = async () => (await items(keys)).map((one) => one.envelope && base64(one.envelope));
  const before = await sealed();
  await settle(keys, await items(keys), {{ number: first, state: "refused" }});
  const after = await sealed();
  await letGo(keys, first + 1);
  return [before, after, await sealed()];
}}"""


def test_what_builds_on_what_was_refused_or_let_go_is_sealed_anew(
    browser: Browser, node: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = ("crypt", "store", "sealing", "sending", "carrying")
    script = "\n".join((scripts.PARTS / f"{part}.js").read_text() for part in parts)
    key = ec.generate_private_key(sealing.CURVE)
    monkeypatch.setattr(sealing, "own", lambda: key)
    page = browser.new_context().new_page()
    page.goto(f"{node}/healthz")

    said = page.evaluate(ON_ANOTHER_BASE.format(script=script), base64.b64encode(sealing.public()).decode())

    def opened(envelope: str) -> tuple[int, list[str], int | None]:
        one = sealing.opened(base64.b64decode(envelope))
        content = json.loads(one.content)
        return one.number, content["fields"]["words"], content["base"]

    before, after, left = ([opened(one) for one in some if one] for some in said)
    assert before == [(2, ["deux"], 1), (3, ["trois"], 2)]
    assert after == [(2, ["deux"], None), (3, ["trois"], 2)]
    assert left == [(3, ["trois"], None)]
    page.context.close()


PACKED = """(room) => {{ {script}
  const codes = [700, 500, 900, 300, 90].map((size, place) => `${{place}}`.repeat(size));
  return together(codes, room).map((one) => one.map((code) => code[0]).join(""));
}}"""


def test_forms_are_put_together_the_oldest_first_and_none_is_left_out(browser: Browser) -> None:
    script = (scripts.PARTS / "carrying.js").read_text()
    page = browser.new_page()

    packed = page.evaluate(PACKED.format(script=script), 1300)

    assert packed == ["014", "23"]
    page.close()
