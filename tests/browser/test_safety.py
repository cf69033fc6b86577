"""A passkey, and six digits after the password: made, used and taken away again, in a real browser.

Passkeys need a script and a name instead of a number: browsers give them to `localhost`, not to 127.0.0.1.
"""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import PASSWORD, Hands

pytestmark = pytest.mark.browser

KATRIEN, TAMOU = "katrien@wilgenbeke.example", "tamou@gbandarou.example"
CHIP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def hands(browser: Browser, node: str) -> Iterator[Hands]:
    reader = Hands(browser, node.replace("127.0.0.1", "localhost"), java_script_enabled=True)
    yield reader
    reader.context.close()


def _confirms(reader: Hands) -> None:
    """Type the password again where it is asked for: what opens the door is changed by nobody but its owner."""
    if "/again/" in reader.path:
        reader.sends(password=PASSWORD)


def _leaves(reader: Hands) -> None:
    reader.presses(
        reader.page.locator("header form[action='/accounts/logout/'] button, header a[href='/accounts/logout/']")
    )
    if "/logout/" in reader.path:
        reader.presses(reader.page.locator("main form button.act"))


def test_somebody_comes_in_with_a_passkey_alone(hands: Hands) -> None:
    line = hands.context.new_cdp_session(hands.page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": CHIP})
    hands.comes_in(KATRIEN).goes("/accounts/safety/passkeys/new/")
    _confirms(hands)

    with hands.page.expect_navigation():
        hands.page.locator("main form button.act").click()
    hands.goes("/accounts/safety/passkeys/")
    assert hands.page.locator("main a[href*='/remove/'], main form[action*='/remove/']").count() == 1
    hands.goes("/")
    _leaves(hands)
    hands.goes("/accounts/login/")
    with hands.page.expect_navigation():
        hands.page.locator("#passkey_login").click()

    hands.page.wait_for_load_state()
    assert hands.page.locator("header a[href='/my/']").count() == 1


def _digits(secret: str) -> str:
    """What the app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    made = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    place = made[-1] & 15
    return f"{(struct.unpack('>I', made[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def _is_refused(reader: Hands, code: str) -> None:
    reader.page.locator("main [name=code]").fill(code)
    reader.page.locator("main form:has([name=code]) button").click()
    reader.page.wait_for_load_state()
    assert reader.page.locator("main .error, main .problems").count() >= 1
    assert reader.page.locator("header a[href='/my/']").count() == 0


def test_after_the_password_the_app_is_asked_for_and_a_spare_code_helps_once(hands: Hands) -> None:
    hands.comes_in(TAMOU).goes("/accounts/safety/app/")
    _confirms(hands)
    secret = hands.page.locator("main code").inner_text()
    hands.sends(code=_digits(secret))
    hands.goes("/accounts/safety/codes/")
    spare = hands.page.locator("main ul.bare code").all_inner_texts()
    _leaves(hands)

    hands.goes("/accounts/login/").sends(login=TAMOU, password=PASSWORD)

    assert hands.path == "/accounts/safety/second-step/"
    _is_refused(hands, "000000")
    hands.sends(code=spare[0])
    assert hands.page.locator("header a[href='/my/']").count() == 1
    _leaves(hands)
    hands.goes("/accounts/login/").sends(login=TAMOU, password=PASSWORD)
    _is_refused(hands, spare[0])
