"""What a house says of a service, in one language at a time."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.ground.records import languages

Text = Annotated[str, Field(max_length=2000)]
Line = Annotated[str, Field(max_length=200)]
Code = Annotated[str, Field(max_length=40)]
Phone = Annotated[str, Field(max_length=40, pattern=r"^(?:[0-9 +()./-]*[0-9][0-9 +()./-]*)?$")]
Email = Annotated[str, Field(max_length=254, pattern=r"^(?:[^@\s]+@[^@\s]+\.[^@\s]+)?$")]
Address = Annotated[str, Field(max_length=200, pattern=r"^(?:https?://\S+)?$")]
IN_WORDS = ("name", "about", "referral", "cost_words", "eligibility")
"""What is said in a language."""


class Content(BaseModel):
    """Everything that is said of a service; what is not known is left empty, and the record says that it lacks it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, Field(max_length=8, pattern=r"^[a-z]{2,3}$")]
    kind: Code
    name: Line = ""
    about: Text = ""
    tier: Literal["", "basic", "top-clinical", "top-referral"] = ""
    route: Literal["", "self", "letter", "specialist", "emergency"] = ""
    referral: Text = ""
    phone: Phone = ""
    email: Email = ""
    website: Address = ""
    languages: Annotated[list[Code], Field(max_length=40)] = []
    hours: dict[str, Any] = {}
    zone: Code = ""
    cost: Literal["", "free", "insured", "small", "full"] = ""
    cost_words: Text = ""
    accessible: list[Literal["wheelchair", "lift", "signs", "bus", "home", "phone"]] = []
    eligibility: Text = ""
    waiting_days: Annotated[int, Field(ge=0, le=3650)] | None = None


def fields(said: Content, now: dict[str, languages.Words], by: str) -> dict[str, Any]:
    """What is said as the fields of a record; what stands there in another language stays."""
    told = said.model_dump(exclude={"language"})
    words = {name: in_words(now.get(name, {}), told[name], said.language, by) for name in IN_WORDS}
    lists = {name: list(dict.fromkeys(told[name])) for name in ("languages", "accessible")}
    return {**told, **words, **lists}


def in_words(now: languages.Words, words: str, language: str, by: str) -> languages.Words:
    """Words in the place of those in the same language; an original that is emptied goes with all its readings."""
    said = words.strip()
    first = not now or now.get(languages.ORIGINAL) == language
    if first and not said:
        return {}
    if first:
        return {**now, **languages.said(said, language)}
    if not said:
        return {key: value for key, value in now.items() if key != language}
    if languages.in_language(now, language) == said:
        return now
    return languages.also_said(now, said, language, by)
