"""Addresses of people: how they come in, what they see of themselves, and how a coordinator looks after colleagues."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import include, path

from partnerhood.ground.people.pages import colleagues, devices, entering, oneself

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
    path("card/", entering.card, name="card"),
    path("link/", entering.link, name="link"),
    path("link/sent/", entering.link_sent, name="link_sent"),
    path("link/<str:token>/", entering.link_used, name="link_used"),
    path("invitation/<str:token>/", entering.invitation, name="invitation"),
    path("me/correction/", oneself.correction, name="correction"),
    path("me/data/", oneself.my_data, name="my_data"),
    path("me/data.json", oneself.my_data_file, name="my_data_file"),
    path("me/erasure/", oneself.erasure, name="erasure"),
    path("me/erased/", oneself.erased, name="erased"),
    path("me/devices/", devices.mine, name="devices"),
    path("devices/<uuid:keeping_id>/off/", devices.take_off, name="take_off"),
    path("organisations/<uuid:organisation_id>/devices/", devices.of_organisation, name="organisation_devices"),
    path("me/password/", oneself.secret, name="secret"),
    path("me/address/", oneself.address, name="address"),
    path("me/address/<str:token>/", oneself.address_proven, name="address_proven"),
    path("organisations/<uuid:organisation_id>/people/", colleagues.people, name="people"),
    path("organisations/<uuid:organisation_id>/people/new/", colleagues.welcome, name="welcome"),
    path("organisations/<uuid:organisation_id>/invitations/new/", colleagues.invite, name="invite"),
    path("people/<uuid:person_id>/", colleagues.person, name="person"),
    path("people/<uuid:person_id>/card/", colleagues.card, name="issue_card"),
    path("people/<uuid:person_id>/roles/new/", colleagues.give_role, name="give_role"),
    path("people/<uuid:person_id>/suspension/", colleagues.suspension, name="suspension"),
    path("roles/<uuid:role_id>/end/", colleagues.end_role, name="end_role"),
]

urlpatterns = [
    path("language/", entering.language, name="language"),
    path("me/", oneself.my_page, name="my_page"),
    path("accounts/", include(sign_in)),
    path("", include((people, "people"))),
]
