"""What people do with indicators of their own: define one, say it in another language, say from now on otherwise, stop
counting it."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.indicators import access, choices, queries, rules
from partnerhood.pathway.indicators.models import Indicator, Version
from partnerhood.pathway.indicators.rules import Code, Content, Text, Tongue, Words


class NotWhole(Refused):
    """Something of a definition is missing, or does not go with the rest."""

    SENTENCES = {
        "name": _("Give it a name that a colleague understands."),
        "why": _("Say why you count it: whoever enters it will ask."),
        "numerator": _("Say what is counted."),
        "denominator": _("Say out of how many: without that, two months cannot be added."),
        "low": _("Where good lies between two numbers give both, the lower one first; otherwise none."),
    }

    def __init__(self, field: str) -> None:
        super().__init__(self.SENTENCES[field], field=field)


class NotInTheList(Refused):
    """A code that none of our lists has."""

    sentence = _("This is not in our list. Choose one that is.")


class Ended(Refused):
    """It is not counted any more."""

    sentence = _("This is not counted any more. Define a new one instead.")


class SameAgain(Refused):
    """A definition that says what the last one says."""

    sentence = _("Nothing is different from what it says now.")


class OwnLanguage(Refused):
    """The language in which the definition was written."""

    sentence = _("It is written in this language already. Choose another.")


class HalfSaid(Refused):
    """A sentence of the definition is missing in the other language."""

    sentence = _("Say this too: half a definition in two languages helps nobody.")


class AddsSomething(Refused):
    """The other language says what the first one does not."""

    sentence = _("The definition says nothing of this. Another language adds nothing to it.")


class Redefined(Refused):
    """The words that were said in another language are not those that count now."""

    sentence = _("It was defined anew meanwhile. Look at its words first; yours are still here.")


@operation(
    "indicators.define",
    version=1,
    who=access.may_define,
    book=lambda organisation, **_: book_of(organisation.id),
    says=_("defined what they count"),
    offline=True,
)
def define(*, organisation: Organisation, content: Content, based_on: Code = "", deed: Deed) -> Indicator:
    """Define what an organisation counts in its own way, perhaps after a definition that stands ready."""
    _judge(content, deed)
    key = ids.derived(deed.id, "version")
    made = Indicator(
        id=deed.id, organisation=organisation, version_id=key, based_on=based_on, defined_at=deed.recorded_at
    )
    deed.add(made)
    deed.add(_version(made, content, "", deed))
    return made


@operation(
    "indicators.redefine",
    version=1,
    who=access.may_change,
    book=lambda indicator, **_: book_of(indicator.organisation_id),
    says=_("changed how something is counted"),
    offline=True,
)
def redefine(*, indicator: Indicator, content: Content, why: Text, deed: Deed) -> Indicator:
    """Say how it is counted from now on, and why; what was counted before keeps the words it was counted under."""
    deed.refuse_if(indicator.ended_at, Ended())
    _judge(content, deed)
    deed.refuse_if(not why.strip(), Refused(_("Say what changes, and why."), field="why_now"))
    deed.refuse_if(indicator.version.content == content.model_dump(mode="json"), SameAgain())
    version = deed.add(_version(indicator, content, why, deed))
    return deed.change(indicator, version=version)


@operation(
    "indicators.end",
    version=1,
    who=access.may_change,
    book=lambda indicator, **_: book_of(indicator.organisation_id),
    says=_("stopped counting something"),
    offline=True,
)
def end(*, indicator: Indicator, words: Text, language: Code = "en", deed: Deed) -> Indicator:
    """Stop counting it; what was counted stays readable."""
    deed.refuse_if(indicator.ended_at, Ended())
    deed.refuse_if(not words.strip(), Refused(_("Say why, so that whoever counted it understands."), field="words"))
    return deed.change(indicator, ended_at=deed.recorded_at, ended_words=languages.said(words, language))


@operation(
    "indicators.translate",
    version=1,
    who=access.may_translate,
    book=lambda version, **_: book_of(version.indicator.organisation_id),
    says=_("wrote what they count in another language"),
    offline=True,
)
def translate(*, version: Version, language: Tongue, words: Words, deed: Deed) -> Version:
    """Say the words of a definition in another language of the house; what is counted stays the same."""
    content = queries.content_of(version)
    deed.refuse_if(version.indicator.ended_at, Ended())
    deed.refuse_if(version.indicator.version_id != version.id, Redefined())
    deed.refuse_if(language == content.language, OwnLanguage())
    for field in rules.untranslated(words, content):
        deed.refuse_if(True, HalfSaid(field=field))
    for field in rules.unsaid(words, content):
        deed.refuse_if(True, AddsSomething(field=field))
    return deed.change(version, **{f"in_{language}": words.model_dump(mode="json")})


def _version(indicator: Indicator, content: Content, why: str, deed: Deed) -> Version:
    return Version(
        id=ids.derived(deed.id, "version"),
        indicator=indicator,
        content=content.model_dump(mode="json"),
        why=languages.said(why, content.language) if why.strip() else {},
        person_id=deed.author,
        defined_at=deed.recorded_at,
    )


def _judge(content: Content, deed: Deed) -> None:
    for field in rules.faults(content):
        deed.refuse_if(True, NotWhole(field))
    known = {
        "level": list(choices.Level),
        "unit": queries.words("units"),
        "period": queries.words("periods"),
        "split": queries.words("splits"),
        "aims": vocabulary.terms("aims"),
        "domains": vocabulary.terms("domains"),
    }
    for field, codes in known.items():
        said = getattr(content, field)
        unknown = set(said if isinstance(said, list) else [said]) - set(codes)
        deed.refuse_if(unknown, NotInTheList(field=field))
