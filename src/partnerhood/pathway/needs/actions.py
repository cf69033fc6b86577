"""What people do with needs: voice, note, confirm, second, rank, lay before a partner, take on, answer, ask again."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.records import ids, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.needs import access, choices, queries, rules
from partnerhood.pathway.needs.models import Answer, Confirmation, Need, Offer, Ranking, Release, Second
from partnerhood.pathway.partnerships import queries as partnerships


class NothingSaid(Refused):
    """A need has words or a voice."""

    sentence = _("Say what you need, in your own words, or speak it.")
    field = "words"


class OtherHouse(Refused):
    """The ward belongs to another organisation."""

    sentence = _("This ward is not one of this hospital.")
    field = "ward"


class NotConfirmed(Refused):
    """What was noted for a hospital counts when the hospital confirms it."""

    sentence = _("This was noted from a call. It counts once the hospital confirms it.")


class ReasonMissing(Refused):
    """Whoever asked reads why."""

    sentence = _("Say why, in words that the asker will read.")
    field = "words"


class TooLong(Refused):
    """A spoken need lasts a minute at most."""

    sentence = _("A spoken need lasts sixty seconds at most.")
    field = "voice"


@operation(
    "needs.voice",
    version=1,
    who=access.may_voice,
    book=lambda hospital, **_: book_of(hospital.id),
    says=_("voiced a need"),
    offline=True,
)
def voice(
    *,
    hospital: Organisation,
    words: str = "",
    language: str = "en",
    ward: Site | None = None,
    hospital_only: bool = False,
    domain: str = "",
    voice: str = "",
    voice_seconds: int = 0,
    photo: str = "",
    deed: Deed,
) -> Need:
    """Voice a need of one's own organisation, in one's own words, typed or spoken."""
    _judge_words(words, voice, voice_seconds, ward, hospital, domain, deed)
    brought.judge(deed, voice, brought.SOUND, field="voice")
    brought.judge(deed, photo, brought.PHOTO, field="photo")
    return deed.add(
        Need(
            hospital=hospital,
            ward=ward,
            hospital_only=hospital_only,
            domain=domain,
            words=languages.said(words, language),
            voice=voice,
            voice_seconds=voice_seconds,
            photo=photo,
            voiced_by_id=deed.author,
            voiced_at=deed.said_at,
        )
    )


def _judge_words(
    words: str, voice: str, seconds: int, ward: Site | None, hospital: Organisation, domain: str, deed: Deed
) -> None:
    deed.refuse_if(not words.strip() and not voice, NothingSaid())
    deed.refuse_if(seconds > rules.LONGEST_VOICE_SECONDS, TooLong())
    deed.refuse_if(ward and ward.organisation_id != hospital.id, OtherHouse())
    unknown = domain and domain not in {one.code for one in vocabulary.domains()}
    deed.refuse_if(unknown, Refused(_("There is no such care domain."), field="domain"))


@operation(
    "needs.note",
    version=1,
    who=access.may_note,
    book=lambda hospital, **_: book_of(hospital.id),
    says=_("noted a need from a call"),
    offline=True,
)
def note(
    *,
    hospital: Organisation,
    words: str,
    language: str,
    noted_from: str,
    domain: str = "",
    deed: Deed,
) -> Need:
    """Note what a partner's people said on the phone; it waits until the hospital confirms that it asks this."""
    _judge_words(words, "", 0, None, hospital, domain, deed)
    deed.refuse_if(not noted_from.strip(), Refused(_("Say who told you."), field="noted_from"))
    return deed.add(
        Need(
            hospital=hospital,
            domain=domain,
            words=languages.said(words, language),
            voiced_at=deed.said_at,
            noted_by_id=deed.author,
            noted_from=noted_from,
        )
    )


def note_for(
    hospital: Organisation, words: languages.Words, domain: str, follows: str, noted_from: str, deed: Deed
) -> Need:
    """A need that is noted for a hospital as part of another deed; it waits until the hospital confirms it."""
    return deed.add(
        Need(
            id=ids.derived(deed.id, "need"),
            hospital=hospital,
            domain=domain,
            words=words,
            voiced_at=deed.said_at,
            noted_by_id=deed.author,
            noted_from=noted_from,
            follows=follows,
        )
    )


def ask(
    hospital: Organisation, words: languages.Words, domain: str, follows: str, partners: list[UUID], deed: Deed
) -> Need:
    """A need that a hospital's own people voice as part of another deed, laid before partners at once."""
    need = deed.add(
        Need(
            id=ids.derived(deed.id, "need"),
            hospital=hospital,
            domain=domain,
            words=words,
            voiced_by_id=deed.author,
            voiced_at=deed.said_at,
            follows=follows,
        )
    )
    for one in partners:
        key = ids.derived(need.id, f"offer:{one}")
        deed.add(Offer(id=key, need=need, partner_id=one, offered_at=deed.recorded_at))
    return need


@operation(
    "needs.reword",
    version=1,
    who=access.may_reword,
    book=lambda need, **_: book_of(need.hospital_id),
    says=_("changed the words of a need"),
    offline=True,
)
def reword(
    *,
    need: Need,
    words: str | None = None,
    language: str = "en",
    domain: str | None = None,
    hospital_only: bool | None = None,
    deed: Deed,
) -> Need:
    """Say one's own need in other words; what it was before stays in its history."""
    deed.refuse_if(words is not None and not words.strip() and not need.voice, NothingSaid())
    confirmed = need.noted_by_id == deed.author and need.noted_by_id and need.confirmations.exists()
    deed.refuse_if(confirmed, Refused(_("The hospital confirmed these words; they are its own now.")))
    said = {
        "words": None if words is None else languages.said(words, language),
        "domain": domain,
        "hospital_only": hospital_only,
    }
    return deed.change(need, **{field: value for field, value in said.items() if value is not None})


@operation(
    "needs.confirm",
    version=1,
    who=access.may_decide,
    book=lambda need, **_: book_of(need.hospital_id),
    says=_("confirmed that the hospital asks this"),
    offline=True,
)
def confirm(*, need: Need, deed: Deed) -> Confirmation:
    """Say as the hospital that a need noted for it is really its need; its author may read on."""
    not_noted = need.noted_by_id is None or need.confirmations.exists()
    deed.refuse_if(not_noted, Refused(_("There is nothing to confirm here.")))
    return deed.add(Confirmation(need=need, person_id=deed.author, confirmed_at=deed.recorded_at))


@operation(
    "needs.second",
    version=1,
    who=access.may_second,
    book=lambda need, **_: book_of(need.hospital_id),
    says=_("seconded a need"),
    offline=True,
)
def second(*, need: Need, voices: int = 1, deed: Deed) -> Second:
    """Say: we too, and with how many. One person seconds a need once."""
    deed.refuse_if(not 1 <= voices <= 500, Refused(_("Say how many you are, from 1 to 500."), field="voices"))
    own = need.voiced_by_id == deed.author
    deed.refuse_if(own, Refused(_("It is your own need; ask a colleague to second it.")))
    key = ids.derived(need.id, f"second:{deed.author}")
    return deed.add(Second(id=key, need=need, person_id=deed.author, voices=voices, seconded_at=deed.recorded_at))


@operation(
    "needs.rank",
    version=1,
    who=access.may_rank,
    book=lambda hospital, **_: book_of(hospital.id),
    says=_("put the hospital's needs in order"),
    offline=True,
)
def rank(*, hospital: Organisation, order: list[Need], deed: Deed) -> Ranking:
    """Put a hospital's needs in its own order, the most pressing first."""
    strange = any(need.hospital_id != hospital.id for need in order)
    deed.refuse_if(strange, Refused(_("A hospital ranks its own needs only."), field="order"))
    deed.refuse_if(len({need.id for need in order}) != len(order), Refused(_("Name each need once."), field="order"))
    waiting = any(not rules.may_be_ranked(queries.told_afresh(need)) for need in order if need.noted_by_id)
    deed.refuse_if(waiting, NotConfirmed())
    said = [str(need.id) for need in order]
    kept = deed.add(Ranking(id=ids.derived(hospital.id, "ranking"), hospital=hospital))
    return deed.change(kept, order=said)


@operation(
    "needs.offer",
    version=1,
    who=access.may_decide,
    book=lambda need, **_: book_of(need.hospital_id),
    says=_("laid a need before a partner"),
    offline=True,
)
def offer(*, need: Need, partners: list[Organisation], deed: Deed) -> Need:
    """Lay a need before partners, who may read it from then on; several may be asked the same."""
    deed.refuse_if(not rules.may_be_ranked(queries.told_afresh(need)), NotConfirmed())
    known = set(partnerships.partners_of(need.hospital_id).values_list("id", flat=True))
    stranger = any(one.id not in known for one in partners)
    deed.refuse_if(stranger, Refused(_("Lay a need before a partner of this hospital."), field="partners"))
    for one in partners:
        key = ids.derived(need.id, f"offer:{one.id}")
        deed.add(Offer(id=key, need=need, partner=one, offered_at=deed.recorded_at))
    return need


@operation(
    "needs.take",
    version=1,
    who=access.may_take,
    book=lambda offer, **_: book_of(offer.need.hospital_id),
    says=_("took a need on"),
    offline=True,
)
def take(*, offer: Offer, deed: Deed) -> Offer:
    """Say as a partner: this one we take on. The hospital and its other partners read it."""
    deed.refuse_if(offer.taken_at, Refused(_("You took this need on already.")))
    return deed.change(offer, taken_at=deed.recorded_at)


@operation(
    "needs.leave",
    version=1,
    who=access.may_take,
    book=lambda offer, **_: book_of(offer.need.hospital_id),
    says=_("said that a need is not for them"),
    offline=True,
)
def leave(*, offer: Offer, words: str, language: str, deed: Deed) -> Offer:
    """Say as a partner: not us, and why. The hospital reads it and can ask somebody else; the partner may still take it on."""
    deed.refuse_if(offer.taken_at, Refused(_("You took this need on already.")))
    deed.refuse_if(not words.strip(), ReasonMissing())
    return deed.change(offer, left_at=deed.recorded_at, why_left=languages.said(words, language))


@operation(
    "needs.answer",
    version=1,
    who=access.may_decide,
    book=lambda need, **_: book_of(need.hospital_id),
    says=_("answered a need"),
    offline=True,
)
def answer(*, need: Need, kind: choices.AnswerKind, words: str, language: str, deed: Deed) -> Answer:
    """Answer a need or set it aside, with a reason that the asker reads."""
    deed.refuse_if(not rules.may_be_ranked(queries.told_afresh(need)), NotConfirmed())
    deed.refuse_if(rules.asks_reason(kind) and not words.strip(), ReasonMissing())
    other = kind not in (choices.AnswerKind.ANSWERED, choices.AnswerKind.SET_ASIDE)
    deed.refuse_if(other, Refused(_("A need is answered or set aside here."), field="kind"))
    return say(need, kind, languages.said(words, language), deed)


def say(need: Need, kind: choices.AnswerKind, words: languages.Words, deed: Deed) -> Answer:
    """Keep what became of a need, as part of a deed: a goal that takes it up says so too."""
    return deed.add(
        Answer(need=need, kind=kind, words=words, person_id=deed.author, answered_at=_after(need, deed.recorded_at))
    )


def _after(need: Need, moment: datetime) -> datetime:
    """The moment of an answer: never before the need it answers was voiced, whatever a clock said."""
    return max(need.voiced_at, moment)


@operation(
    "needs.read_answer",
    version=1,
    who=access.may_say_read,
    book=lambda answer, **_: book_of(answer.need.hospital_id),
    says=_("read an answer"),
    offline=True,
)
def read_answer(*, answer: Answer, deed: Deed) -> Answer:
    """Say as the asker that one has read what became of a need: it waits no longer, and the house knows that it arrived."""
    deed.refuse_if(answer.kind == choices.AnswerKind.REOPENED, Refused(_("There is no answer here to read.")))
    deed.refuse_if(answer.read_at, Refused(_("You have read this answer already.")))
    return deed.change(answer, read_at=deed.recorded_at)


@operation(
    "needs.reopen",
    version=1,
    who=access.may_reopen,
    book=lambda need, **_: book_of(need.hospital_id),
    says=_("asked again"),
    offline=True,
)
def reopen(*, need: Need, words: str, language: str, deed: Deed) -> Answer:
    """Ask again for what was set aside, with a reason; the earlier answer stays readable."""
    standing = rules.state(queries.told_afresh(need))
    deed.refuse_if(standing in ("open", "unconfirmed"), Refused(_("This need is open already.")))
    deed.refuse_if(not words.strip(), ReasonMissing())
    return say(need, choices.AnswerKind.REOPENED, languages.said(words, language), deed)


@operation(
    "needs.release",
    version=1,
    who=access.may_decide,
    book=lambda need, **_: book_of(need.hospital_id),
    says=_("let everybody read a need"),
    offline=True,
)
def release(*, need: Need, public: bool = True, deed: Deed) -> Need:
    """Let everybody read a need, or take that back; never who voiced it."""
    key = ids.derived(need.id, "release")
    if public or deed.look("released", Release.objects.filter(pk=key).exists):
        kept = deed.add(Release(id=key, need=need, person_id=deed.author, released_at=deed.recorded_at))
        deed.change(kept, withdrawn_at=None if public else deed.recorded_at)
    return need
