"""Two keys on the page: who turned one, who not yet, and what changed between two wordings."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from partnerhood.ground.look.components import Key, Keyring
from partnerhood.ground.signatures.rules import is_agreed as is_agreed
from partnerhood.ground.signatures.rules import missing_keys as missing_keys


def keyring(
    wording,
    turned: Iterable,
    names: Mapping[UUID, str],
    *,
    is_inside: bool,
    href: str = "",
    mine: Sequence[UUID] = (),
    is_past: bool = False,
) -> Keyring:
    """The keys of a wording's partners side by side; outsiders read which partner signed and when, never who. Under words
    that stand no more, only the keys that were turned: nobody waits there."""
    newest: dict[UUID, object] = {}
    for one in turned:
        kept = newest.get(one.organisation_id)
        if kept is None or hasattr(kept, "withdrawal"):
            newest[one.organisation_id] = one
    return Keyring(
        tuple(
            _key(names.get(party, ""), newest.get(party), wording, is_inside, href if party in mine else "")
            for party in sorted(map(UUID, wording.parties), key=lambda party: names.get(party, ""))
            if party in newest or not is_past
        )
    )


def _key(name: str, signature, wording, is_inside: bool, href: str) -> Key:
    if signature is None:
        return Key(name, waits_since=wording.made_at, href=href, action=_("Read and sign"))
    taken_back = getattr(signature, "withdrawal", None)
    if taken_back is not None:
        return Key(name, withdrawn_at=taken_back.withdrawn_at, href=href, action=_("Read and sign"))
    who = ", ".join(part for part in (signature.signer, signature.function) if part) if is_inside else ""
    return Key(name, who=who, at=signature.signed_at, how=signature.get_assurance_display())


def short(fingerprint: str) -> str:
    """The beginning of a fingerprint, in two groups that people can compare aloud."""
    return f"{fingerprint[:4]} {fingerprint[4:8]}"
