"""Templates hold no style, no script and no sentence that a translator cannot reach, and none of them is forgotten."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

from django.template import engines
from django.template.base import Lexer, TokenType

from tests.house.rooms import SOURCE, python_files, templates, write

READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
DATA = {"application/json", "application/ld+json"}
WORDS = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Partnerhood"}
CALLED_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html"}

BARE_COLON = re.compile(r">:(?=\s|<)")


class Reader(HTMLParser):
    """Reads what a template itself writes: what is filled in and what is marked has been taken out before."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.unmarked: list[str] = []
        self.inside = ""
        self.kept_as_is: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Look at the attributes, and remember where we are."""
        given = {name: value or "" for name, value in attributes}
        self.inside = tag if tag in {"script", "style"} and given.get("type") not in DATA else self.inside
        for name, value in given.items():
            if name == "style" or re.match(r"on[a-z]+$", name) or value.strip().lower().startswith("javascript:"):
                self.inline.append(f"{name}={value}")
        if self.kept_as_is:
            self.kept_as_is += [tag] if tag == self.kept_as_is[0] else []
            return
        if given.get("translate") == "no":
            self.kept_as_is = [tag]
        spoken = [value for name, value in given.items() if name in READ_ALOUD]
        if tag == "input" and given.get("type") in {"submit", "button"}:
            spoken.append(given.get("value", ""))
        if tag == "meta" and given.get("name") == "description":
            spoken.append(given.get("content", ""))
        self.unmarked += [value for value in spoken if has_words(value)]

    def handle_endtag(self, tag: str) -> None:
        """Leave what was entered."""
        self.inside = "" if tag == self.inside else self.inside
        if self.kept_as_is and tag == self.kept_as_is[0]:
            self.kept_as_is.pop()

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once."""
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_data(self, text: str) -> None:
        """Words between the tags."""
        if self.inside and text.strip():
            self.inline.append(f"<{self.inside}> {text.strip()[:40]}")
        elif not self.kept_as_is and not self.inside and has_words(text):
            self.unmarked.append(text.strip())


def has_words(text: str) -> bool:
    """Whether there is something to translate: a word that is not a name."""
    return any(word not in NAMES for word in WORDS.findall(text))


def written(template: str) -> str:
    """What stands in a template once variables, tags, comments and marked sentences are taken out."""
    kept, until = [], ""
    for token in Lexer(template).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if until:
            until = "" if name == until else until
        elif name in {"blocktranslate", "blocktrans", "comment"}:
            until = f"end{name}"
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
    return "".join(kept)


def bare_colons(source: Path) -> list[str]:
    """A colon that stands behind a value or a tag as English sets it: French wants `{% colon %}` there."""
    found = []
    for path in templates(source):
        before, until = "", ""
        for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
            name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
            if until:
                until = "" if name == until else until
            elif name in {"blocktranslate", "comment"}:
                until = f"end{name}"
            text = token.contents if token.token_type == TokenType.TEXT and not until else ""
            if BARE_COLON.search(before + text):
                found.append(f"{path.relative_to(source)}: {text.strip()[:40]}")
            before = "" if token.token_type == TokenType.TEXT else ">"
    return found


def reader(path: Path) -> Reader:
    """One template, read."""
    read = Reader()
    read.feed(written(path.read_text(encoding="utf-8")))
    read.close()
    return read


def inline(source: Path) -> list[str]:
    """Style and script inside HTML: the content policy of a browser would refuse them, and so do we."""
    found = [f"{path.relative_to(source)}: {what}" for path in templates(source) for what in reader(path).inline]
    for path in python_files(source):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", text):
                found.append(f"{path.relative_to(source)}:{node.lineno} {text[:40]}")
    return found


def unmarked(source: Path) -> list[str]:
    """Sentences in a template that no translator will ever see."""
    return [f"{path.relative_to(source)}: {text}" for path in templates(source) for text in reader(path).unmarked]


def name_of(path: Path) -> str:
    """How a template is called: its path below the folder `templates`."""
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def forgotten(source: Path, answers_for: set[str]) -> list[str]:
    """Templates that nothing names any more, and that do not answer for somebody else's."""
    texts = [(path, path.read_text(encoding="utf-8")) for path in [*python_files(source), *templates(source)]]
    settings = source / "config/settings.py"
    texts += [(settings, settings.read_text(encoding="utf-8"))] if settings.exists() else []
    found = []
    for path in templates(source):
        name = name_of(path)
        room = path.parents[len(path.parts) - path.parts.index("templates") - 1]
        alone = f'"{path.name}"'  # its room may keep the folder in a constant, and name only the file
        named = any(name in text or (alone in text and room in other.parents) for other, text in texts if other != path)
        if not named and name not in CALLED_BY_DJANGO | answers_for:
            found.append(name)
    return found


def of_others() -> set[str]:
    """The names of the templates that our libraries bring and that we may answer for."""
    folders = [Path(folder) for loader in engines["django"].engine.template_loaders for folder in loader.get_dirs()]
    outside = [folder for folder in folders if SOURCE not in folder.parents]
    return {str(path.relative_to(folder)) for folder in outside for path in folder.rglob("*.*")}


def test_templates_hold_no_style_and_no_script() -> None:
    assert inline(SOURCE) == []


def test_every_sentence_in_a_template_is_marked_for_translation() -> None:
    assert unmarked(SOURCE) == []


def test_no_colon_in_a_template_forgets_french() -> None:
    assert bare_colons(SOURCE) == []


def test_a_bare_colon_is_found(tmp_path: Path) -> None:
    write(
        tmp_path / "pathway/needs/templates/needs/need.html",
        "<b>x</b>: {{ y }}: z {% translate 'w' %}: {% colon %} {% blocktranslate %}{{ a }}: b{% endblocktranslate %}"
        " <time>{{ hour }}:{{ minute }}</time>",
    )

    assert [one.removeprefix("pathway/needs/templates/needs/need.html: ") for one in bare_colons(tmp_path)] == [
        "<b>x</b>:",
        ": z",
        ":",
    ]


def test_every_template_is_used() -> None:
    assert forgotten(SOURCE, of_others()) == []


def test_style_script_and_bare_words_are_found(tmp_path: Path) -> None:
    write(
        tmp_path / "pathway/needs/templates/needs/need.html",
        '{% extends "look/page.html" %}<p style="color: red" {% if a %}onclick="go()"{% endif %}>{{ need.title }} need</p>'
        '<a href="javascript:go()" title="{% translate "Go" %}">{% translate "Go" %}</a><img alt="A need">'
        "<script>go()</script><style>{{ sheet }}</style><p>{% blocktranslate %}All {{ well }}{% endblocktranslate %}</p>"
        '<b translate="no">Nederlands</b> Partnerhood · 3 × 4 {# words #}{% comment %}words{% endcomment %}'
        '<script type="application/json">{{ points }}</script>',
    )
    write(tmp_path / "pathway/needs/templates/look/page.html", "")
    write(tmp_path / "pathway/needs/templates/account/login.html", "")
    write(tmp_path / "ground/look/charts.py", "bar = '<rect style=\"fill: red\">'")

    need = "pathway/needs/templates/needs/need.html"
    assert inline(tmp_path) == [
        f"{need}: style=color: red",
        f"{need}: onclick=go()",
        f"{need}: href=javascript:go()",
        f"{need}: <script> go()",
        'ground/look/charts.py:1 <rect style="fill: red">',
    ]
    assert unmarked(tmp_path) == [f"{need}: need", f"{need}: A need"]
    assert forgotten(tmp_path, {"account/login.html"}) == ["needs/need.html"]
