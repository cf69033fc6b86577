"""What can be read off a forwarded mail, a leaflet or the text of a page: what is not found stays empty, and nothing is guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from partnerhood.ground.finding import rules as words

K = TypeVar("K")
FORWARDED = re.compile(r"^\s*(?:fwd?|tr|fw|re|antw|doorst|aw|wg|rép|ré)\s*:\s*", re.I)
SUBJECT = re.compile(r"^\s*(?:subject|onderwerp|objet|sujet|betreff|betreft)\s*:\s*(.+)$", re.I)
HEADER = re.compile(
    r"^\s*(?:from|van|de|to|aan|à|cc|date|datum|sent|verzonden|envoyé|envoyé le|reply-to|subject|onderwerp|objet|sujet)\s*:",
    re.I,
)
SENDER = re.compile(r"^\s*(?:from|van|de)\s*:\s*(.+)$", re.I)
RULE = re.compile(
    r"^\s*(?:[-_=*~>#\s]+|-+\s*(?:forwarded|doorgestuurd|original|message transféré|oorspronkelijk).*-+)\s*$", re.I
)
GREETING = re.compile(
    r"^\s*(?:dear|hello|hi|beste|dag|geachte|hallo|liefste|bonjour|cher|chère|chers|bonsoir|goeiedag|merhaba)\b.{0,60}$",
    re.I,
)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
WEB = re.compile(r"\bhttps?://[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+", re.I)
PHONE = re.compile(r"(?<![\w./-])(?:\+|00)?\(?\d(?:[ ./()-]{0,2}\d){7,13}(?![\w/-])")
LABEL = re.compile(
    r"\b(?:tel|tél|téléphone|telefoon|phone|gsm|mobile|mail|e-mail|email|website|site|web)\b\.?\s*:?", re.I
)
SINCE = re.compile(
    r"\b(?:sinds|since|depuis|vanaf|opgericht in|gestart in|started in|créée? en|sedert)\s+(?:\w+\s+)?((?:19|20)\d\d)\b",
    re.I,
)
WHO = re.compile(r"^\s*(?:voor wie|for whom|pour qui|doelgroep|public(?: visé)?|audience)\s*[:?]+\s*(.+)$", re.I)
SEEKS = re.compile(
    r"^\s*(?:wij zoeken|we zoeken|gezocht|zoekt|looking for|we look for|wanted|nous cherchons|on cherche|cherche|recherche)\s*:?\s+(.+)$",
    re.I,
)
NAME_LENGTH, TEXT_LENGTH = 120, 4000
FULL = 0.34
"""Which share of the words that tell a theme from the others must stand in a text, at least two, before the theme is named."""


@dataclass
class Pasted:
    """What was found in a text."""

    name: str = ""
    what: str = ""
    audience: str = ""
    looks_for: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    source: str = ""
    since_year: int | None = None
    found: list[str] = field(default_factory=list)


def read(text: str) -> Pasted:
    """Read a pasted text: the subject or the first line is its name, and what can be known by its shape is taken out."""
    lines = [line.strip().lstrip(">").strip() for line in text.replace("\r", "").split("\n")]
    subject = next((found[1] for line in lines if (found := SUBJECT.match(line))), "")
    sender = next((found[1].strip() for line in lines if (found := SENDER.match(line))), "")
    body = _body(lines)
    title = _bare(subject) or next((line for line in body if not WEB.fullmatch(line)), "")
    told = Pasted(
        name=_short(title),
        what="\n".join(line for line in body if line != title and not _is_taken(line))[:TEXT_LENGTH].strip(),
        phone=_phone(body),
        email=_mail(body) or _mail([sender]),
        website=_website(body),
        source=" · ".join(one for one in (sender, _bare(subject)) if one)[:300],
    )
    told.audience = next((found[1].strip()[:300] for line in body if (found := WHO.match(line))), "")
    told.looks_for = next((found[1].strip(" .")[:300] for line in body if (found := SEEKS.match(line))), "")
    since = SINCE.search("\n".join(body))
    told.since_year = int(since[1]) if since else None
    return told


def _body(lines: Sequence[str]) -> list[str]:
    """What somebody wrote: without the headers of a mail, its rules and its greeting."""
    return [line for line in lines if line and not (HEADER.match(line) or RULE.match(line) or GREETING.match(line))]


def _is_taken(line: str) -> bool:
    """Whether a line says only what is taken out of it: for whom, what is sought, or how to call."""
    rest = LABEL.sub("", MAIL.sub("", WEB.sub("", PHONE.sub("", line)))).strip(" .,;:|/·")
    return bool(WHO.match(line) or SEEKS.match(line)) or (len(rest) < 3 and rest != line.strip(" .,;:|/·"))


def _bare(subject: str) -> str:
    """A subject without the marks of forwarding and answering."""
    said = subject.strip()
    while (shorter := FORWARDED.sub("", said)) != said:
        said = shorter
    return said.strip()


def _short(title: str) -> str:
    """A title that is no longer than a name: its first sentence, cut at a word."""
    first = re.split(r"(?<=[.!?])\s", title, maxsplit=1)[0].strip()
    if len(first) <= NAME_LENGTH:
        return first
    return first[:NAME_LENGTH].rsplit(" ", 1)[0] + " …"


def _phone(body: Sequence[str]) -> str:
    """The first number that has the shape of a telephone: a day, an amount and the number of an account have not."""
    for line in body:
        bare = MAIL.sub(" ", WEB.sub(" ", line))
        for found in PHONE.finditer(bare):
            said = found[0].strip()
            before = bare[: found.start()].rstrip().lower()
            digits = re.sub(r"\D", "", said)
            starts = said[0] == "+" or digits.startswith("0")
            if (
                starts
                and 8 <= len(digits) <= 14
                and not before.endswith(("be", "iban", "btw", "kbo", "tva", "vat", "n°"))
            ):
                return said
    return ""


def _mail(lines: Sequence[str]) -> str:
    return next((found[0].rstrip(".") for line in lines if (found := MAIL.search(line))), "")


def _website(body: Sequence[str]) -> str:
    found = next((found[0].rstrip(".,;") for line in body if (found := WEB.search(line))), "")
    return f"https://{found}" if found.lower().startswith("www.") else found


def places_in(text: str, known: Mapping[K, Sequence[str]]) -> list[K]:
    """The places, by their names, that a text names as whole words."""
    said = f" {_plain(text)} "
    return [key for key, names in known.items() if any(name.strip() and f" {_plain(name)} " in said for name in names)]


def themes_in(stems: frozenset[str], known: Mapping[K, frozenset[str]]) -> list[K]:
    """The themes whose own words a text uses: at least two words that few other themes use, or a third of them."""
    number = {stem: sum(stem in own for own in known.values()) for own in known.values() for stem in own}
    found = []
    for key, own in known.items():
        telling = {stem for stem in own if number[stem] == 1}
        shared = telling & stems
        if len(shared) >= 2 or (telling and shared and len(shared) / len(telling) >= FULL):
            found.append(key)
    return found


def _plain(text: str) -> str:
    return " ".join(words.plain(one) for one in words.WORD.findall(text.lower()))
