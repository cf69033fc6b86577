"""Whoever reads Dutch or French reads all of it in Dutch or French."""

import gettext
import io
import re
from pathlib import Path

import pytest
from django.conf import settings

from partnerhood.config import languages
from tests.house import words
from tests.house.rooms import write

OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]
DUTCH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "need"
msgstr "nood"

msgctxt "verb"
msgid "need"
msgstr "nodig hebben"

msgid "%(n)s key"
msgid_plural "%(n)s keys"
msgstr[0] "%(n)s sleutel"
msgstr[1] "%(n)s sleutels"

#, fuzzy
msgid "goal"
msgstr "doel?"

msgid ""
"a sentence "
"in \\"two\\" lines"
msgstr ""
"een zin "
"op \\"twee\\" regels"
"""


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_there_in_every_language(language: str) -> None:
    missing = words.gaps(words.marked(), words.translated(language))

    assert missing == [], f"{len(missing)} sentences wait; `make words` writes them into the .po file"


def test_french_keeps_its_signs_with_their_words() -> None:
    """Before : ; ? ! and » French sets a space that no line breaks, and so after «. In a list of signs, each stands alone."""
    said = [line for phrase in words.translated("fr").values() for line in phrase.translations.values()]

    assert [line for line in said if re.search(r" »|« |[\w)»] [:;?!](?=\s|$)", line)] == []


def test_a_sentence_that_waits_is_found(tmp_path: Path) -> None:
    write(
        tmp_path / "pathway/needs/pages.py",
        "from x import gettext as _\na = _('need')\nb = _('goal')\nc = _('new %(a)s')",
    )
    write(
        tmp_path / "pathway/needs/templates/needs/need.html",
        '{% translate "hope (still)" %}{% blocktranslate count n=1 trimmed %}\n {{ n }} key{% plural %}{{ n }} keys\n'
        '{% endblocktranslate %}{% translate "need" context "verb" as x %}{{ y|default:_("none") }}',
    )
    there = {phrase.key: phrase for phrase in languages.phrases(DUTCH)}
    there["new %(a)s"] = languages.Phrase("new %(a)s", translations={0: "nieuw"})

    assert words.gaps(words.marked(tmp_path), there) == [
        "goal",
        "hope (still)",
        "new %(a)s (a placeholder is missing)",
        "none",
    ]


def test_what_people_translated_is_what_the_machine_reads() -> None:
    read = gettext.GNUTranslations(io.BytesIO(languages.compiled(DUTCH)))

    assert read.gettext("need") == "nood"
    assert read.pgettext("verb", "need") == "nodig hebben"
    assert [read.ngettext("%(n)s key", "%(n)s keys", n) for n in (1, 2)] == ["%(n)s sleutel", "%(n)s sleutels"]
    assert read.gettext('a sentence in "two" lines') == 'een zin op "twee" regels'
    assert read.gettext("goal") == "goal"


def test_writing_the_gaps_keeps_what_was_translated() -> None:
    wanted = {phrase.key: phrase for phrase in languages.phrases(DUTCH) if phrase.id} | {"new": languages.Phrase("new")}
    del wanted["need"]

    once = words.refreshed(DUTCH, wanted)

    there = {phrase.key: phrase for phrase in languages.phrases(once)}
    assert set(there) == {"", *wanted}
    assert all(there[key].translations == wanted[key].translations for key in wanted if key != "new")
    assert there["goal"].fuzzy
    assert words.refreshed(once, wanted) == once
