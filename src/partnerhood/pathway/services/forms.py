"""What comes in about services, cleaned. Nothing here saves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations.models import Site
from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships.forms import DeedForm, Language, line, long
from partnerhood.pathway.services import choices
from partnerhood.pathway.services.models import Service
from partnerhood.pathway.services.rules import hours
from partnerhood.pathway.services.rules.content import IN_WORDS, Content

SPOKEN_MOST = ("nl", "fr", "en", "de", "ar", "tr", "pl", "es", "pt", "it", "ro", "ru", "uk", "ps", "so", "ti")
SPOKEN_MOST += ("sw", "ln", "kg", "lua", "rw", "fon", "bba", "ff", "ha", "sgn")
"""The languages that are offered first; others stand in the list of the API."""
NEVER_ASKED = ("language", "hours")


class Hours(forms.CharField):
    """The hours of one day, as people write them."""

    def clean(self, value: Any) -> list[list[str]]:
        """The hours in the one way that is kept."""
        try:
            return hours.read_day(str(super().clean(value) or ""))
        except hours.UnclearHours:
            said = _("We cannot read this. Write it as 9-12, 13:30-17, and leave it empty where it is closed.")
            raise forms.ValidationError(said, code="unclear") from None


def several(label: Any, offered: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    """As many of a list as are true."""
    return forms.MultipleChoiceField(
        label=label, choices=offered, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


def one_of(label: Any, offered: Any) -> forms.ChoiceField:
    """One of a list, or nothing said."""
    return forms.ChoiceField(label=label, choices=[("", _("not said")), *offered], required=False)


def spoken() -> list[tuple[str, str]]:
    """The languages that are offered, the most spoken first."""
    return [(code, vocabulary.name("languages", code)) for code in SPOKEN_MOST]


class Offer(DeedForm):
    """What a house offers: what, where, how one gets there, when, in which languages, at what cost."""

    kind = forms.ChoiceField(label=_("Which care is it?"), choices=lambda: _kinds())
    name = line(_("What do you call it?"), _("As it stands over the door. Leave it empty if the kind says it all."))
    about = long(_("What happens there?"), _("In short, plain sentences."))
    site = forms.ChoiceField(label=_("Where?"), required=False)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    route = one_of(_("How does one come to it?"), choices.Route.choices)
    referral = long(_("How does one refer?"), _("To whom, with which papers, by which number."))
    languages = several(_("Which languages are spoken?"), spoken)
    all_day = forms.BooleanField(label=_("Open day and night"), required=False)
    holidays = forms.ChoiceField(label=_("And on holidays?"), choices=choices.Holidays)
    cost = one_of(_("What does it cost?"), choices.Cost.choices)
    cost_words = line(_("How much, and what is paid back?"))
    accessible = several(_("Easy to use"), choices.Accessible.choices)
    eligibility = long(_("For whom is it?"), _("Age, place, insurance; or: for everybody."), rows=2)
    tier = one_of(_("How special is the care?"), choices.Tier.choices)
    waiting_days = forms.IntegerField(
        label=_("How many days does one wait?"), required=False, min_value=0, max_value=3650
    )
    zone = forms.ChoiceField(label=_("By which clock?"), required=False)
    noted_from = line(_("From whom or from where do you know it?"), _("The house reads it."), required=True)
    language = Language()

    def __init__(
        self,
        *args: Any,
        sites: Sequence[Site] = (),
        zones: Sequence[str] = (),
        notes: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.sites = {str(one.id): one for one in sites}
        for number, day in enumerate(hours.DAYS):
            self.fields[f"day_{day}"] = Hours(label=WEEKDAYS[number], required=False, max_length=80)
        self.fields["site"].choices = [("", _("the whole house")), *((str(one.id), _named(one)) for one in sites)]
        self.fields["zone"].choices = [(one, one.replace("_", " ")) for one in zones]
        unasked = {"site": not sites, "zone": len(zones) < 2, "noted_from": not notes}
        for name in [name for name, there in unasked.items() if there]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What was said, as the deed takes it."""
        said = super().clean() or {}
        if self.errors:
            return said
        week = {day: said.pop(f"day_{day}") for day in hours.DAYS}
        kept = {"holidays": said.pop("holidays")}
        if said.pop("all_day"):
            week = {day: [["00:00", "24:00"]] for day in hours.DAYS}
        told = {**{day: spans for day, spans in week.items() if spans}, **kept} if any(week.values()) else {}
        given = {name: said.pop(name) for name in Content.model_fields if name in said}
        site = self.sites.get(said.pop("site", ""))
        return {**said, "content": Content(**given, hours=told), **({"site": site} if site else {})}

    @staticmethod
    def initial_of(service: Service, language: str) -> dict[str, Any]:
        """What stands there now, in one language."""
        plain = [name for name in Content.model_fields if name not in (*IN_WORDS, *NEVER_ASKED)]
        now = {name: getattr(service, name) for name in plain}
        now |= {name: languages.in_language(getattr(service, name), language) for name in IN_WORDS}
        for day in hours.DAYS:
            now[f"day_{day}"] = ", ".join("–".join(span) for span in service.hours.get(day, []))
        return {**now, "holidays": service.hours.get("holidays", "call"), "site": str(service.site_id or "")}

    def some(self, *names: str) -> list[forms.BoundField]:
        """These questions, of those that are asked."""
        return [self[name] for name in names if name in self.fields]

    @property
    def first(self) -> list[forms.BoundField]:
        """What everybody who needs care asks first."""
        return self.some("noted_from", "kind", "name", "about", "site", "phone", "email", "route", "referral")

    @property
    def week(self) -> list[forms.BoundField]:
        """When it is open."""
        return self.some("all_day", *(f"day_{day}" for day in hours.DAYS), "holidays", "zone")

    @property
    def rest(self) -> list[forms.BoundField]:
        """What helps to choose."""
        names = ("languages", "cost", "cost_words", "accessible", "eligibility", "waiting_days", "tier", "website")
        return self.some(*names, "language")


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("choose one")), *vocabulary.choices("care_kinds")]


def _named(site: Site) -> str:
    return f"{site.name}, {site.within.name}" if site.within else site.name


class Checked(DeedForm):
    """How somebody knows that a record is still true."""

    how = forms.ChoiceField(label=_("How do you know?"), choices=choices.How, widget=forms.RadioSelect)

    def clean_how(self) -> choices.How:
        """The way as the closed list knows it."""
        return choices.How(self.cleaned_data["how"])


class End(DeedForm):
    """Why a service is no longer offered."""

    words = long(_("Why?"), _("Who comes back to look for it may read it."), required=True, rows=2)
    language = Language()


class Elsewhere(DeedForm):
    """Care that cannot be had here, and how the house refers."""

    kind = forms.ChoiceField(label=_("Which care cannot be had here?"), choices=lambda: _kinds())
    words = long(_("How do you refer?"), _("To whom one goes, with which papers, and who helps with it."))
    language = Language()


class Yes(DeedForm):
    """Nothing to fill in: the button is the answer."""


class Find(forms.Form):
    """What somebody looks for."""

    what = forms.CharField(label=_("What do you need?"), required=False, max_length=200)
    place = forms.CharField(label=_("In or near which place?"), required=False, max_length=100)
    km = forms.ChoiceField(label=_("How far?"), required=False)
    language = forms.ChoiceField(label=_("In which language?"), required=False)
    open = forms.BooleanField(label=_("Open now"), required=False)
    kind = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    near = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    FAR = ("", "5", "10", "25", "50", "100", "300")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        far = [(one, _("%(km)s km around") % {"km": one}) for one in self.FAR[1:]]
        self.fields["km"].choices = [("", _("only there")), *far]
        self.fields["language"].choices = [("", _("any language")), *spoken()]

    def clean_kind(self) -> str:
        """A kind that the list knows; another one is as if nothing was asked."""
        code = str(self.cleaned_data["kind"])
        return code if vocabulary.is_known("care_kinds", code) else ""

    def clean_near(self) -> tuple[float, float] | None:
        """A point on the map, where the page that leads here gave one."""
        parts = self.cleaned_data["near"].split(",")
        try:
            latitude, longitude = (float(one) for one in parts)
        except ValueError:
            return None
        return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
