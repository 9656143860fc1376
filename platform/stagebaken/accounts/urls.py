"""Everything under /inloggen/: allauth's pages under Dutch addresses, with allauth's names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as socialaccount
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from stagebaken.accounts import views

# allauth forgot to say that whoever could not sign in is not signed in.
login_error = login_not_required(socialaccount.login_error)

password_urls = [
    path("wijzigen/", account.password_change, name="account_change_password"),
    path("instellen/", account.password_set, name="account_set_password"),
    path("vergeten/", account.password_reset, name="account_reset_password"),
    path("vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

passkey_urls = [
    path("", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("nieuw/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("inloggen/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("bevestigen/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("<int:pk>/weghalen/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("<int:pk>/naam/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]

factor_urls = [
    path("", mfa.index, name="mfa_index"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/", views.set_up_totp, name="mfa_activate_totp"),
    path("app/vervangen/", views.replace_totp, name="mfa_replace_totp"),
    path("app/weghalen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("herstelcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "herstelcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("passkeys/", include(passkey_urls)),
]

school_urls = [
    path("", socialaccount.connections, name="socialaccount_connections"),
    path("afgebroken/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
    path("mislukt/", login_error, name="socialaccount_login_error"),
    path("nieuw/", socialaccount.signup, name="socialaccount_signup"),
    path("<slug:provider_id>/", views.start_oidc, name="openid_connect_login"),
    path("<slug:provider_id>/terug/", views.come_back_from_school, name="openid_connect_callback"),
]

urlpatterns = [
    path("", account.login, name="account_login"),
    path("uit/", account.logout, name="account_logout"),
    path("gesloten/", account.account_inactive, name="account_inactive"),
    path("nieuw/", account.signup, name="account_signup"),
    path("code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("e-mail/", account.email, name="account_email"),
    path("e-mail/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("start/", views.start, name="account_start"),
    path("terug/", views.signed_in_again, name="account_signed_in_again"),
    path("account/", views.overview, name="account_overview"),
    path("uitnodiging/", views.accept_invitation, name="account_invitation"),
    path("uitnodiging/<str:token>/", views.open_invitation, name="account_open_invitation"),
    path("wachtwoord/", include(password_urls)),
    path("tweede-stap/", include(factor_urls)),
    path("school/", include(school_urls)),
]
