"""The panel under a thing: what was said about it, and a place to say something."""

from typing import Any

from django import template
from django.template.context import Context

from partnerhood.ground.conversations import access, forms, queries
from partnerhood.ground.operations import queries as operations

register = template.Library()


@register.inclusion_tag("conversations/panel.html", takes_context=True)
def conversation(context: Context, subject: access.Subject | None) -> dict[str, Any]:
    """The conversation about a subject, for who takes part in it; nothing for others."""
    person = context["request"].person
    if subject is None or person is None:
        return {"subject": None}
    base = operations.last_in_book(subject.book.id)
    return {
        "subject": subject,
        "lines": queries.conversation(subject.id, person),
        "form": forms.Say(initial={"base": base}, subject=subject),
        "moderates": access.moderates(person, subject),
    }
