"""Pages for a thin line: text only where a device asks for it, and no photo before somebody wants to see it."""

import pytest
from django.test import Client

from partnerhood.ground.look import thin

pytestmark = pytest.mark.django_db


def test_a_device_that_asks_for_text_gets_no_drawing_until_it_asks_again(client: Client) -> None:
    drawn = client.get("/").content.decode()
    switched = client.post("/look/text", {"text": "only", "next": "/"})
    bare = client.get("/").content.decode()
    client.post("/look/text", {"text": "", "next": "/"})

    assert switched["Location"] == "/" and thin.COOKIE in switched.cookies
    assert "<svg" in drawn and "<svg" not in bare
    assert len(bare) < len(drawn) and "Show drawings and icons again" in bare
    assert "<svg" in client.get("/").content.decode()


def test_what_is_drawn_for_everybody_to_read_stays() -> None:
    page = b'<p>a<svg aria-hidden="true"><path/></svg>b<svg role="img" aria-label="said"><path/></svg></p>'

    assert thin.without_drawings(page) == b'<p>ab<svg role="img" aria-label="said"><path/></svg></p>'


def test_the_switch_leads_nowhere_else(client: Client) -> None:
    assert client.post("/look/text", {"text": "only", "next": "//elsewhere.example/"})["Location"] == "/"
    assert client.get("/look/text").status_code == 405
