"""What people type to come in and to say who they are. Nothing here saves."""

from allauth.account import forms as allauth
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth import authenticate, password_validation
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.organisations.forms import DeedForm
from partnerhood.ground.people import accounts, choices, rules
from partnerhood.ground.people.models import Account

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
        self.account: Account | None = None

    def clean(self):
        """Look whether card and PIN belong together."""
        said = super().clean() or {}
        if not self.errors:
            code = accounts.card_code(said["card"])
            self.account = authenticate(self.request, card=code, pin=said["pin"].strip())
            if self.account is None:
                raise forms.ValidationError(_("This code and this PIN do not belong together."))
        return said


class Link(forms.Form):
    """Where to mail a link to."""

    email = forms.EmailField(label=_("E-mail address"), widget=EMAIL)


class Invitation(DeedForm):
    """Whom to invite, and as what."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    kind = forms.ChoiceField(label=_("What will they be here?"), choices=choices.EXPLAINED)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=TONGUES)

    def clean_kind(self):
        """The role as the closed list knows it."""
        return choices.RoleKind(self.cleaned_data["kind"])


class Colleague(DeedForm):
    """Somebody who comes in without a mail: with a name card."""

    name = forms.CharField(label=_("Name"), max_length=200)
    function = forms.CharField(label=_("What they do here"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("What will they be here?"), choices=choices.EXPLAINED)
    language = forms.ChoiceField(label=_("Language"), choices=TONGUES)

    clean_kind = Invitation.clean_kind


class Role(DeedForm):
    """A role to give, perhaps as deputy."""

    kind = forms.ChoiceField(label=_("What will they be?"), choices=choices.EXPLAINED)
    deputy_for = forms.ChoiceField(
        label=_("Stands in for"), required=False, help_text=_("Only for who takes the place of somebody who is away.")
    )

    clean_kind = Invitation.clean_kind

    def __init__(self, *args, held, key_alone=False, **more):
        super().__init__(*args, **more)
        if key_alone:
            key = choices.RoleKind.SIGNATORY
            _choose(self, "kind").choices = [one for one in choices.EXPLAINED if one[0] == key]
        self.held = {str(role.id): role for role in held}
        names = [(key, f"{role.person.name}: {role.get_kind_display()}") for key, role in self.held.items()]
        _choose(self, "deputy_for").choices = [("", "—"), *names]

    def clean_deputy_for(self):
        """The role that is stood in for."""
        return self.held.get(self.cleaned_data["deputy_for"])


def _choose(form, name) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


class Confirmation(DeedForm):
    """Nothing to fill in: the button is the answer."""


class Arrival(DeedForm):
    """Who somebody says they are when they come in on an invitation."""

    name = forms.CharField(label=_("Your name"), max_length=200, help_text=_("As colleagues should read it."))
    language = forms.ChoiceField(label=_("Your language"), choices=TONGUES)
    password = forms.CharField(
        label=_("A password"),
        required=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Ten characters or more; a short sentence is easy to remember. Leave it empty to have a link mailed each time."
        ),
    )

    def clean_password(self):
        """A password that nobody guesses, or none."""
        said = self.cleaned_data["password"]
        if said:
            password_validation.validate_password(said)
        return said


class Correction(DeedForm):
    """What is kept about oneself."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    function = forms.CharField(label=_("What you do"), required=False, max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Where colleagues reach you. How you sign in stays as it is."),
    )
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)

    @staticmethod
    def initial_of(person):
        """What stands there now."""
        return {name: getattr(person, name) for name in ("name", "function", "email", "phone")}


class Erasure(DeedForm):
    """The one step that cannot be taken back."""

    sure = forms.BooleanField(label=_("Yes, erase me here. I know that this cannot be taken back."))


class NewSecret(forms.Form):
    """Another password, or another PIN."""

    old = forms.CharField(
        label=_("As it is now"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label=_("The new one"), max_length=128, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, account, is_proven, **more):
        super().__init__(*args, **more)
        self.account, self.has_card = account, bool(account.card and not account.email)
        if is_proven or not account.has_usable_password():
            del self.fields["old"]
        if self.has_card:
            self.fields["new"].help_text = _("Six digits or more, that nobody near you would try first.")
            for one in self.fields.values():
                one.widget.attrs.update(inputmode="numeric", autocomplete="off")
        else:
            self.fields["new"].help_text = _("Ten characters or more; a short sentence is easy to remember.")

    def clean_old(self):
        """What it is now; guessing is slow here too."""
        said = self.cleaned_data["old"]
        name = self.account.email or self.account.card
        if accounts.guarded(None, name, lambda: accounts.checked(self.account, said)) is None:
            raise forms.ValidationError(_("This is not what it is now."))
        return said

    def clean_new(self):
        """Something that nobody guesses."""
        said = self.cleaned_data["new"]
        if not self.has_card:
            password_validation.validate_password(said, self.account)
        elif len(said) < accounts.PIN_DIGITS or not said.isdecimal() or rules.is_guessable(said):
            raise forms.ValidationError(_("Choose six digits or more, not all the same and not in a row."))
        return said


def _digits(form):
    """One question, in our words, without a second label inside the field."""
    form.fields["code"].label = _("Code")
    form.fields["code"].widget.attrs.pop("placeholder", None)
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondStep(mfa.AuthenticateForm):
    """The code of the second step."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        _digits(self)
        self.fields["code"].widget.attrs.pop("inputmode")  # a spare code may have letters


class SecondStepAgain(mfa.ReauthenticateForm):
    """The code of the second step once more."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        _digits(self)


class UseApp(totp.ActivateTOTPForm):
    """The first code of an app."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        _digits(self)


class AddPasskey(webauthn.AddWebAuthnForm):
    """A passkey, with a name to know it by."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["name"].label = _("A name for it")
        self.fields["name"].help_text = _("So that you know later which one it is: “my telephone”, “key on my ring”.")
        self.fields["passwordless"].label = _("Sign in with this alone, without a password")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class RenamePasskey(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["name"].label = _("A name for it")
