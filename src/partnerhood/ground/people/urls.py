"""Addresses of people: how they come in, what they see of themselves, and how a coordinator looks after colleagues."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import include, path

from partnerhood.ground.people import pages

sign_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("safety/", mfa.index, name="mfa_index"),
    path("safety/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("safety/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("safety/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("safety/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("safety/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("safety/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("safety/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("safety/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("safety/passkeys/new/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("safety/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("safety/passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("safety/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("safety/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
people = [
    path("card/", pages.card, name="card"),
]

urlpatterns = [
    path("language/", pages.language, name="language"),
    path("accounts/", include(sign_in)),
    path("", include((people, "people"))),
]
