"""Documents that a file points to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.iati.reading.element import address, code, day, text_of
from partnerhood.interfaces.exchange.iati.reading.notes import Notes
from partnerhood.interfaces.exchange.iati.reading.tree import Element
from partnerhood.pathway.programmes.rules.words import Document


def document(element: Element, notes: Notes) -> Document | None:
    """The document an element points to; left out with a remark where its address is not one of the web."""
    where = address(element, "url")
    if not where:
        wording = _("The address “%(address)s” of a document does not begin with http:// or https://; it is left out.")
        notes.note(element, wording, address=element.attributes.get("url", ""))
        return None
    return Document(
        address=where,
        format=code(element, "format"),
        title=text_of(element, "title", notes),
        description=text_of(element, "description", notes),
        categories=tuple(
            notes.check(category, "DocumentCategory", code(category)) for category in element.every("category")
        ),
        languages=tuple(code(language).lower() for language in element.every("language")),
        document_date=day(element.first("document-date")),
    )


def documents(element: Element, notes: Notes) -> tuple[Document, ...]:
    """Every usable document that an element points to."""
    found = (document(link, notes) for link in element.every("document-link"))
    return tuple(one for one in found if one is not None)
