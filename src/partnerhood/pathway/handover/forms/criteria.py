"""What comes in about the criteria that a network asks, cleaned."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import queries, rules
from partnerhood.pathway.partnerships.forms import DeedForm, Language, long


class Criteria(DeedForm):
    """Which criteria a network asks, with which numbers, and which of its own."""

    why = long(_("What changes, and why"), _("The hospitals of your network read it."), required=True, most=2000)
    language = Language()

    def __init__(self, *said: Any, now: rules.Criteria, new_own: str, **more: Any) -> None:
        super().__init__(*said, **more)
        self.ready, self.now = queries.ready(), now
        self.own = [one.code for one in now.own] + [new_own] * (len(now.own) < rules.MOST_OWN)
        self.spoken = {one.code: one.language for one in now.own}
        counted = {one.code: one for one in now.counted}
        for code, one in self.ready.items():
            name = vocabulary.say(one.name)
            if not one.always:
                self.fields[f"counts_{code}"] = forms.BooleanField(label=name, required=False, initial=code in counted)
            kept = counted[code].thresholds if code in counted else one.thresholds
            for threshold, (least, most) in one.limits.items():
                self.fields[f"{code}_{threshold}"] = forms.IntegerField(
                    label=vocabulary.say(one.asks[threshold]),
                    min_value=least,
                    max_value=most,
                    initial=kept.get(threshold, one.thresholds[threshold]),
                )
        for code in self.own:
            mine = next((one for one in now.own if one.code == code), None)
            self.fields[f"name_{code}"] = forms.CharField(
                label=gettext("What it is called"), max_length=120, required=False, initial=mine.name if mine else ""
            )
            self.fields[f"words_{code}"] = forms.CharField(
                label=gettext("What exactly is asked"),
                max_length=600,
                required=False,
                initial=mine.words if mine else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def asked(self) -> list[tuple[str, str, forms.BoundField | None, list[forms.BoundField]]]:
        """Each criterion that stands ready: its name, what it asks, whether it counts, and its numbers."""
        counted = {one.code: one.thresholds for one in self.now.counted}
        return [
            (
                vocabulary.say(one.name),
                one.explained(get_language() or "en", counted.get(code, one.thresholds)),
                None if one.always else self[f"counts_{code}"],
                [self[f"{code}_{name}"] for name in one.limits],
            )
            for code, one in self.ready.items()
        ]

    def owned(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The network's own criteria, and room for one more."""
        return [(self[f"name_{code}"], self[f"words_{code}"]) for code in self.own]

    def criteria(self) -> rules.Criteria:
        """What was chosen, as a deed takes it; a criterion of one's own without a name is left out."""
        said = self.cleaned_data
        counted = [
            rules.CountedCriterion(code=code, thresholds=self._thresholds(code, one.thresholds))
            for code, one in self.ready.items()
            if one.always or said[f"counts_{code}"]
        ]
        own = [
            rules.Own(
                code=code,
                language=self.spoken.get(code, said["language"]),
                name=said[f"name_{code}"],
                words=said[f"words_{code}"],
            )
            for code in self.own
            if said[f"name_{code}"] or said[f"words_{code}"]
        ]
        return rules.Criteria(counted=counted, own=own)

    def _thresholds(self, code: str, ready: Mapping[str, int]) -> dict[str, int]:
        said = self.cleaned_data
        chosen = {name: said.get(f"{code}_{name}") for name in ready}
        return {name: ready[name] if number is None else number for name, number in chosen.items()}
