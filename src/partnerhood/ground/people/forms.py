"""What people type to come in and to say who they are. Nothing here saves."""

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.people import accounts

EMAIL = forms.EmailInput(attrs={"autocomplete": "username"})
TONGUES = [("en", "English"), ("nl", "Nederlands"), ("fr", "Français")]


class SignIn(allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["login"] = forms.EmailField(label=_("E-mail address"), widget=EMAIL)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.order_fields(["login", "password"])


class Reauthenticate(allauth.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs.pop("placeholder", None)


class Card(forms.Form):
    """The code on a name card and the PIN that goes with it."""

    card = forms.CharField(
        label=_("The code on your card"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    pin = forms.CharField(
        label=_("Your PIN"),
        max_length=20,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args, request: HttpRequest, **more):
        super().__init__(*args, **more)
        self.request = request
        self.account = None

    def clean(self):
        """Look whether card and PIN belong together."""
        said = super().clean()
        if not self.errors:
            code = accounts.card_code(said["card"])
            self.account = authenticate(self.request, card=code, pin=said["pin"].strip())
            if self.account is None:
                raise forms.ValidationError(_("This code and this PIN do not belong together."))
        return said


class Link(forms.Form):
    """Where to mail a link to."""

    email = forms.EmailField(label=_("E-mail address"), widget=EMAIL)
