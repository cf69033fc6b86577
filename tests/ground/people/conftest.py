"""Passwords are kept the slow way on a node; these tests are about who comes in, so theirs are kept the quick way."""

import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """A hundred milliseconds less for every password."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
