"""The controls that we write ourselves say what Django's own templates say."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from partnerhood.ground.look.controls import WRITERS, Controls

FRUIT = [("", "Choose"), ("a", 'An "apple" & <b>'), ("Others", [(2, "pear"), (3, "plum")])]
HARM = "<script>alert('\"')</script>"


class Everything(forms.Form):
    """One question of each kind."""

    name = forms.CharField(max_length=30, initial=HARM)
    mail = forms.EmailField(required=False)
    number = forms.IntegerField(min_value=1, initial=0)
    secret = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": HARM}))
    unseen = forms.CharField(widget=forms.HiddenInput, initial="x")
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), initial=date(2026, 2, 1))
    at = forms.TimeField(required=False)
    address = forms.URLField(assume_scheme="https", required=False)
    ticked = forms.BooleanField(initial=True)
    unticked = forms.BooleanField(required=False)
    story = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), initial=f"{HARM}\nand more")
    empty = forms.CharField(widget=forms.Textarea, required=False)
    fruit = forms.ChoiceField(choices=FRUIT, initial=2)
    round = forms.ChoiceField(choices=FRUIT, widget=forms.RadioSelect(attrs={"class": "big"}), initial="a")
    several = forms.MultipleChoiceField(choices=FRUIT, widget=forms.CheckboxSelectMultiple, initial=["a", 3])


def as_one_line(html: str) -> str:
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", html)


@pytest.mark.parametrize("name", Everything.base_fields)
def test_a_control_says_what_djangos_own_says(name: str) -> None:
    ours, theirs = Everything(renderer=Controls()), Everything(renderer=DjangoTemplates())

    said = ours[name].as_widget(attrs={"aria-describedby": HARM, "aria-invalid": True, "disabled": False})

    widget = ours.fields[name].widget
    assert widget.template_name in WRITERS
    assert as_one_line(said) == as_one_line(
        theirs[name].as_widget(attrs={"aria-describedby": HARM, "aria-invalid": True, "disabled": False})
    )


def test_a_control_that_we_do_not_write_comes_from_its_template() -> None:
    class File(forms.Form):
        file = forms.FileField()

    assert File.base_fields["file"].widget.template_name not in WRITERS
    assert '<input type="file" name="file"' in File(renderer=Controls())["file"].as_widget()
