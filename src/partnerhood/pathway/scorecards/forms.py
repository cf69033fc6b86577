"""What comes in about a scorecard: aim by aim, then targets, splits, hospitals and why. Nothing here saves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities.forms import Number
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.partnerships.forms import GrowingForm, Language, line, long
from partnerhood.pathway.scorecards import choices, rules

REST = "rest"
"""The last step: everything that was chosen, with targets, splits, hospitals and why."""
Ticks = forms.CheckboxSelectMultiple


@dataclass(frozen=True)
class Picked:
    """An indicator that was chosen, with room for its target and its split."""

    name: str
    explained: str
    target: forms.BoundField | None
    split: forms.BoundField | None


class Choice(GrowingForm):
    """By what a network judges itself. One aim stands alone on the page, or all that was chosen; the others travel along."""

    length = forms.ChoiceField(label=_("How long is a period?"), choices=choices.Length, widget=forms.RadioSelect)
    hospitals = forms.MultipleChoiceField(
        label=_("Which hospitals are asked?"),
        widget=Ticks,
        help_text=_("Who is asked and counted nothing is shown as silent."),
    )
    why = long(_("Why this, and what changes"), _("The hospitals of your network read it."), required=True, most=2000)
    language = Language()

    def __init__(
        self,
        *said: Any,
        offered: Sequence[Definition],
        members: Mapping[UUID, str],
        now: rules.Content | None,
        asked: Sequence[UUID],
        **more: Any,
    ) -> None:
        super().__init__(*said, **more)
        self.offered = {one.code: one for one in offered}
        self.aims = list(vocabulary.terms("aims"))
        groups = {group.aim: group for group in now.aims} if now else {}
        self.fields["hospitals"].choices = [(str(key), name) for key, name in members.items()]
        self.initial.setdefault("hospitals", [str(one) for one in (now.hospitals if now else asked)])
        self.initial.setdefault("length", now.length if now else choices.Length.QUARTER)
        for aim in self.aims:
            self._room(aim, groups.get(aim))
        kept = {one.indicator: one for group in groups.values() for one in group.chosen}
        for code in self.picked:
            self._beside(self.offered[code], kept.get(code))

    def _room(self, aim: str, group: rules.Group | None) -> None:
        """What one may tick for an aim: what suits it first, what stands ready for another after it."""
        taken = [one.indicator for one in group.chosen] if group else []
        close = [one for one in self.offered.values() if aim in one.aims]
        others = [one for one in self.offered.values() if aim not in one.aims]
        for part, label, some in (
            ("fits", _("What suits this aim"), close),
            ("others", _("What was made for another aim"), others),
        ):
            known = [one.code for one in some]
            self.fields[f"{part}_{aim}"] = forms.MultipleChoiceField(
                label=label,
                required=False,
                widget=Ticks,
                choices=[(one.code, self._named(one)) for one in some],
                initial=[code for code in taken if code in known],
            )
            self.fields[f"{part}_{aim}"].needed_when = ""  # type: ignore[attr-defined]
        self.fields[f"blank_{aim}"] = line(
            _("Where nothing is counted yet: why?"), _("It is shown as blank, with these words beside it.")
        )
        self.initial.setdefault(f"blank_{aim}", group.blank if group else "")

    @staticmethod
    def _named(one: Definition) -> str:
        name = vocabulary.say(one.name)
        return f"{name} ({one.about.author})" if one.is_own else name

    def _beside(self, one: Definition, kept: rules.Chosen | None) -> None:
        """Room for the target and the split of an indicator that was chosen; where it is new, we propose a split."""
        split = kept.split if kept else rules.first_split(one.split)
        if one.band is None:
            sign = indicators.unit(one.unit).sign
            label = gettext("Target (%(unit)s)") % {"unit": sign} if sign else gettext("Target")
            self.fields[f"target_{one.code}"] = Number(label=label, required=False, max_digits=16, decimal_places=4)
            self.initial.setdefault(f"target_{one.code}", indicators.plain(kept.target) if kept else "")
        if one.split:
            self.fields[f"split_{one.code}"] = forms.ChoiceField(
                label=gettext("Looked at by"),
                required=False,
                choices=[("", gettext("not by who it is about")), *((kind, _split(kind)) for kind in one.split)],
            )
            self.initial.setdefault(f"split_{one.code}", split)
            if self.is_bound and f"split_{one.code}" not in self.data:
                self.data = self.data.copy()
                self.data[f"split_{one.code}"] = split

    @property
    def picked(self) -> list[str]:
        """Everything that is ticked, aim by aim, as far as it can be chosen."""
        found = [code for aim in self.aims for code in self._ticked(aim)]
        return [code for code in dict.fromkeys(found) if code in self.offered]

    def _ticked(self, aim: str) -> list[str]:
        names = (f"fits_{aim}", f"others_{aim}")
        if not self.is_bound:
            return [code for name in names for code in self.fields[name].initial]
        return [code for name in names for code in self.data.getlist(self.add_prefix(name))]

    @property
    def step(self) -> str:
        """Which aim stands alone on the page, or the rest."""
        asked = self.data.get(self.MORE, "") if self.is_bound else str(self.initial.get("at", ""))
        return asked if asked in self.aims else REST

    @property
    def ticks(self) -> list[forms.BoundField]:
        """What may be ticked on the page that shows one aim."""
        return [self[f"{part}_{self.step}"] for part in ("fits", "others")]

    @property
    def blank(self) -> forms.BoundField:
        """Why the aim on the page is blank."""
        return self[f"blank_{self.step}"]

    @property
    def along(self) -> list[forms.BoundField]:
        """What travels along unseen."""
        names = [f"{part}_{aim}" for aim in self.aims if aim != self.step for part in ("fits", "others", "blank")]
        if self.step != REST:
            names += ["length", "hospitals", "why", "language"]
            names += [name for name in self.fields if name.partition("_")[0] in ("target", "split")]
        return [self[name] for name in names]

    @property
    def groups(self) -> list[tuple[str, str, list[Picked], str]]:
        """Every aim with what was chosen for it, and why it is blank."""
        return [
            (
                aim,
                vocabulary.name("aims", aim),
                [self._picked(self.offered[code]) for code in self._ticked(aim) if code in self.offered],
                str(self[f"blank_{aim}"].value() or ""),
            )
            for aim in self.aims
        ]

    def _picked(self, one: Definition) -> Picked:
        target, split = (
            self[name] if name in self.fields else None for name in (f"target_{one.code}", f"split_{one.code}")
        )
        return Picked(self._named(one), vocabulary.say(one.numerator), target, split)

    def clean(self) -> dict[str, Any]:
        """What one aim has no room for is said beside it."""
        said = super().clean() or {}
        for aim in self.aims:
            if len(said.get(f"fits_{aim}", [])) + len(said.get(f"others_{aim}", [])) > rules.ROOM:
                self.add_error(f"fits_{aim}", _("One aim has room for ten."))
        return said

    def content(self) -> rules.Content:
        """What was chosen, as a deed takes it."""
        said = self.cleaned_data
        order = list(self.offered)
        return rules.Content(
            length=said["length"],
            hospitals=[UUID(one) for one in said["hospitals"]],
            aims=[
                rules.Group(
                    aim=aim,
                    chosen=[
                        rules.Chosen(
                            indicator=code,
                            target=said.get(f"target_{code}"),
                            split=said.get(f"split_{code}") or "",
                        )
                        for code in sorted([*said[f"fits_{aim}"], *said[f"others_{aim}"]], key=order.index)
                    ],
                    blank=said[f"blank_{aim}"],
                )
                for aim in self.aims
            ],
        )

    def sketched(self) -> rules.Content:
        """What is ticked so far, to warn before it is kept."""
        groups = [
            rules.Group(aim=aim, chosen=[rules.Chosen(indicator=code) for code in self._ticked(aim)[: rules.ROOM]])
            for aim in self.aims
        ]
        return rules.Content(hospitals=[], aims=groups)


def _split(kind: str) -> str:
    return indicators.word("splits", kind)
