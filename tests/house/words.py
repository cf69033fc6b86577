"""Every sentence that people may read, and what is still missing in each language; `make words` writes the gaps.

It reads what Django's makemessages would read, without GNU gettext.
"""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from partnerhood.config.languages import LOCALE, Phrase, phrases
from tests.house.rooms import SOURCE, templates

MARKS = {  # what marks a sentence, and which of its arguments are context, sentence and plural
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
CALL = re.compile(r"(?<![\w.])(?:_|n?p?gettext(?:_lazy|_noop)?)\(")


def marked(source: Path = SOURCE) -> dict[str, Phrase]:
    """Every phrase that code and templates mark for translation, by how gettext looks it up."""
    found: dict[str, Phrase] = {}
    for tree in _trees(source):
        for node in ast.walk(tree):
            phrase = _phrase(node)
            if phrase and phrase.id:
                kept = found.setdefault(phrase.key, phrase)
                kept.plural = kept.plural or phrase.plural
    return found


def _trees(source: Path) -> Iterator[ast.AST]:
    for path in sorted(source.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))
    for path in templates(source):
        yield from _calls(templatize(path.read_text(encoding="utf-8")))


def _calls(text: str) -> Iterator[ast.AST]:
    """Django turns a template into something that only looks like Python; each call in it is Python."""
    for start in CALL.finditer(text):
        end = start.end()
        while (end := text.find(")", end) + 1) > 0:
            try:
                yield ast.parse(text[start.start() : end].strip(), mode="eval")
            except SyntaxError:
                continue  # a bracket inside the sentence
            break


def _phrase(node: ast.AST) -> Phrase | None:
    if not isinstance(node, ast.Call):
        return None
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name not in MARKS:
        return None
    context, words, plural = (None if place is None else _text(node.args, place) for place in MARKS[name])
    return Phrase(words, context, plural) if words else None


def _text(arguments: list[ast.expr], place: int) -> str | None:
    found = arguments[place] if place < len(arguments) else None
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def translated(language: str, locale: Path = LOCALE) -> dict[str, Phrase]:
    """Every phrase that stands in the file of one language, without its header."""
    text = (locale / language / "LC_MESSAGES/django.po").read_text(encoding="utf-8")
    return {phrase.key: phrase for phrase in phrases(text) if phrase.id}


def gaps(wanted: dict[str, Phrase], there: dict[str, Phrase]) -> list[str]:
    """The sentences that a reader of this language would meet in English, or with a hole in them."""
    found = []
    for key, phrase in sorted(wanted.items()):
        kept = there.get(key)
        if kept is None or not kept.is_complete or kept.plural != phrase.plural:
            found.append(phrase.id)
            continue
        for words in kept.translations.values():
            if not holes(words) <= holes(phrase.id) | holes(phrase.plural or ""):
                found.append(f"{phrase.id} (a placeholder is not the same)")
            elif phrase.plural is None and holes(words) != holes(phrase.id):
                found.append(f"{phrase.id} (a placeholder is missing)")
    return found


def holes(words: str) -> set[str]:
    """The placeholders in a sentence, in either way of writing them."""
    found = set(re.findall(r"%(?:\(\w+\))?[sd]", words))
    try:
        found |= {f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(words) if name is not None}
    except ValueError:
        pass  # a lone brace is a brace
    return found


def refreshed(text: str, wanted: dict[str, Phrase]) -> str:
    """The file of one language with every marked phrase in it, sorted, what was translated kept, what left gone."""
    there = {phrase.key: phrase for phrase in phrases(text)}
    header = text.split("\n\n")[0].rstrip()
    blocks = [header]
    for key in sorted(wanted):
        phrase, kept = wanted[key], there.get(key)
        lines = ["#, fuzzy"] if kept and kept.fuzzy else []
        lines += [f"msgctxt {_quoted(phrase.context)}"] if phrase.context else []
        lines += [f"msgid {_quoted(phrase.id)}"]
        words = kept.translations if kept else {}
        if phrase.plural:
            lines += [f"msgid_plural {_quoted(phrase.plural)}"]
            lines += [f"msgstr[{number}] {_quoted(words.get(number, ''))}" for number in (0, 1)]
        else:
            lines += [f"msgstr {_quoted(words.get(0, ''))}"]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return '"' + escaped.replace("\n", "\\n") + '"'


def main() -> None:
    """Write every gap into the files of the languages, and say how many there are."""
    wanted = marked()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        path.write_text(refreshed(path.read_text(encoding="utf-8"), wanted), encoding="utf-8")
        language = path.parent.parent.name
        print(f"{language}: {len(gaps(wanted, translated(language)))} of {len(wanted)} sentences wait in {path}")


if __name__ == "__main__":
    main()
