"""What comes in about an initiative, cleaned; and what a pasted text fills in beforehand."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.initiatives import choices
from partnerhood.pathway.initiatives.forms.agenda import short, website, year
from partnerhood.pathway.initiatives.models import Initiative, Neighbourhood, Theme
from partnerhood.pathway.initiatives.rules import content as said_of
from partnerhood.pathway.initiatives.rules.pasting import Pasted
from partnerhood.pathway.partnerships.forms import GrowingForm, Language, line, long


def several(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    """As many of a list as are true."""
    return forms.MultipleChoiceField(
        label=label, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


class Enter(GrowingForm):
    """An initiative, as far as somebody knows it. What is pasted fills in what is still empty."""

    pasted = long(
        _("Paste a mail, a leaflet or the text of a page"),
        _("What can be read off it is filled in below. You change it before you keep it."),
        rows=4,
        most=20_000,
    )
    name = short(_("What is it called?"))
    what = long(_("What happens there?"), _("In short, plain sentences."))
    audience = line(_("For whom is it?"), _("As one says it: people of 75 and older who live alone."))
    organisation = forms.ChoiceField(label=_("Whose is it?"), required=False)
    owner = short(_("Or somebody else, by name"), _("A group, a class, a shop that has no page here."))
    neighbourhoods = several(_("In which parts of the place?"))
    everywhere = forms.BooleanField(label=_("Everywhere in the place"), required=False)
    place = short(_("Where exactly?"))
    themes = several(_("Under which themes?"))
    aims = several(_("Which of the four aims does it serve?"))
    looks_for = line(_("What does it look for?"), _("People, a room, money: whoever has it may be introduced."))
    offers = line(_("What has it to give?"), _("A room in the morning, drivers, students who come along."))
    kind = forms.ChoiceField(label=_("What kind of initiative?"), required=False)
    since_year = year(_("Since which year?"))
    contact = short(_("Who can be reached?"))
    phone = forms.RegexField(r"^[0-9 +()./-]*[0-9][0-9 +()./-]*$", label=_("Telephone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    website = website(_("Website"))
    contact_is_open = forms.BooleanField(
        label=_("They agreed that everybody reads how to reach them"),
        required=False,
        help_text=_("Without it, only who coordinates the network and the owner read it."),
    )
    source = line(_("From whom or from where do you know it?"), _("The public does not read this."))
    language = Language()
    looked = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    LONGEST_PASTED = 20_000
    FIRST = ("name", "what", "audience", "organisation", "owner")
    WHERE = ("neighbourhoods", "everywhere", "place", "themes", "aims", "looks_for", "offers")
    REST = ("kind", "since_year", "contact", "phone", "email", "website", "contact_is_open", "source", "language")

    def __init__(
        self,
        *args: Any,
        themes: Sequence[Theme] = (),
        places: Sequence[Neighbourhood] = (),
        houses: Sequence[Organisation] = (),
        runs: bool = False,
        is_new: bool = False,
        reader: str = "en",
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.houses = {str(one.id): one for one in houses}
        named = [(str(one.id), f"{one.code} · {languages.best(one.name, reader)[0]}") for one in themes]
        self.fields["themes"].choices = named
        self.fields["neighbourhoods"].choices = [(str(one.id), one.name) for one in places]
        self.fields["aims"].choices = vocabulary.choices("aims")
        self.fields["kind"].choices = [("", _("not said")), *choices.Kind.choices]
        known = [(key, one.name) for key, one in self.houses.items()]
        self.fields["organisation"].choices = [("", _("somebody else")), *known] if runs else known
        unasked = {"pasted": not is_new, "owner": not runs, "themes": not named, "neighbourhoods": not places}
        for name in [name for name, there in unasked.items() if there]:
            del self.fields[name]

    def fill(self, read: Pasted, themes: Sequence[str], places: Sequence[str]) -> None:
        """Fill in what was read off a text, where nothing stands yet."""
        self.data = self.data.copy()
        told = {"name": read.name, "what": read.what, "audience": read.audience, "looks_for": read.looks_for}
        told |= {"phone": read.phone, "email": read.email, "website": read.website, "source": read.source}
        told |= {"since_year": str(read.since_year or "")}
        for name, value in told.items():
            if value and not self.data.get(name):
                self.data[name] = value
        for name, keys in (("themes", themes), ("neighbourhoods", places)):
            if keys and name in self.fields and not self.data.getlist(name):
                self.data.setlist(name, list(keys))

    def seen(self, keys: Sequence[str]) -> None:
        """Remember which initiatives were shown beside this one."""
        self.data = self.data.copy()
        self.data["looked"] = ",".join(keys)

    @property
    def shown_before(self) -> set[str]:
        """The initiatives that were shown beside this one before."""
        return set(str(self.data.get("looked", "")).split(","))

    def clean(self) -> dict[str, Any]:
        """What was said, as the deed takes it."""
        said = super().clean() or {}
        if self.errors:
            return said
        base, house = said.pop("base", None), self.houses.get(said.pop("organisation", ""))
        told = {name: said[name] for name in said_of.Initiative.model_fields if name in said}
        return {"base": base, "content": said_of.Initiative(**told), **({"organisation": house} if house else {})}

    @staticmethod
    def initial_of(one: Initiative, language: str) -> dict[str, Any]:
        """What stands there now, in one language."""
        plain = [name for name in said_of.Initiative.model_fields if name not in (*said_of.IN_WORDS, "language")]
        told = {name: getattr(one, name) for name in plain}
        told |= {name: languages.in_language(getattr(one, name), language) for name in said_of.IN_WORDS}
        return {**told, "organisation": str(one.organisation_id or "")}

    def some(self, names: Sequence[str]) -> list[forms.BoundField]:
        """These questions, of those that are asked."""
        return [self[name] for name in names if name in self.fields]

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked first."""
        return self.some(self.FIRST)

    @property
    def where(self) -> list[forms.BoundField]:
        """Where, under which theme, and what it looks for."""
        return self.some(self.WHERE)

    @property
    def rest(self) -> list[forms.BoundField]:
        """What helps to reach it."""
        return self.some(self.REST)
