"""Questions of staff and of the public, answered by a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.pathway.exploration import access, choices, rules
from partnerhood.pathway.exploration.actions.shared import said, shelf
from partnerhood.pathway.exploration.models import Exploration, Question


@operation(
    "exploration.ask",
    version=1,
    who=access.may_ask,
    book=lambda exploration, **_: shelf(exploration),
    says=_("asked the boards a question"),
)
def ask(
    *,
    exploration: Exploration,
    words: rules.Text,
    language: rules.Tongue,
    asker: choices.Asker = choices.Asker.STAFF,
    asked_date: date | None = None,
    due_date: date | None = None,
    deed: Deed,
) -> Question:
    """Ask the boards something, as one of the staff; or note what somebody of the public asked, and on which day."""
    today = deed.recorded_at.date()
    deed.refuse_if(not words.strip(), Refused(_("Write your question."), field="words"))
    day = asked_date or today
    deed.refuse_if(day > today, Refused(_("This day has not come yet."), field="asked_date"))
    due = due_date or rules.answer_by(day)
    deed.refuse_if(due < day, Refused(_("The answer comes after the question."), field="due_date"))
    return deed.add(
        Question(
            id=deed.id,
            exploration=exploration,
            asker=asker,
            words=said(words, language),
            asked_date=day,
            due_date=due,
            person_id=deed.author,
        )
    )


@operation(
    "exploration.answer",
    version=1,
    who=access.may_answer,
    book=lambda question, **_: shelf(question.exploration),
    says=_("answered a question to the boards"),
)
def answer(
    *, question: Question, words: rules.Text, language: rules.Tongue, answered_date: date | None = None, deed: Deed
) -> Question:
    """Answer a question for both boards; where it came late, the page says so."""
    today = deed.recorded_at.date()
    day = answered_date or today
    deed.refuse_if(not words.strip(), Refused(_("Write the answer."), field="words"))
    deed.refuse_if(question.removed_why, Refused(_("This question was removed.")))
    wrong = not question.asked_date <= day <= today
    deed.refuse_if(wrong, Refused(_("The day lies between the question and today."), field="answered_date"))
    return deed.change(question, answer=said(words, language), answered_date=day)


@operation(
    "exploration.remove_question",
    version=1,
    who=access.may_answer,
    book=lambda question, **_: shelf(question.exploration),
    says=_("removed a question to the boards"),
)
def remove_question(*, question: Question, why: rules.Line, deed: Deed) -> Question:
    """Take a question from the page, for it names a patient or hurts somebody; who asked reads why."""
    deed.refuse_if(not why.strip(), Refused(_("Say why; who asked reads it."), field="why"))
    deed.refuse_if(question.removed_why, Refused(_("This question was removed.")))
    return deed.change(question, removed_why=why.strip())
