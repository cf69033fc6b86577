"""How much of the line a page needs before it can be read; every room's tests may ask."""

import brotli
from django.http import HttpResponse
from django.test import Client

FIRST_VIEW = 9_000
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


def first_view(client: Client, address: str) -> HttpResponse:
    """A page as a browser gets it that was never here before: with its style inside."""
    client.cookies.pop("style", None)
    return client.get(address, headers=BROWSER)


def first_view_bytes(response: HttpResponse) -> int:
    """The bytes of a page as it travels; one that was not compressed on its way is compressed here."""
    if response.headers.get("Content-Encoding"):
        return len(response.content)
    return len(brotli.compress(response.content, quality=5))


def text_of(response: HttpResponse) -> str:
    """The page that travelled, unpacked."""
    packed = response.headers.get("Content-Encoding") == "br"
    return (brotli.decompress(response.content) if packed else response.content).decode()
