"""/inloggen/: signing in is for guests, an account for whoever it is of, set-up for newcomers."""

from http import HTTPStatus
from typing import Any

from tests.access.row import Row, everyone
from tests.access.world import World

SENT_ON = {"unfactored": HTTPStatus.FOUND}  # to the page that sets up a second factor
GUESTS = everyone(302) | {"anonymous": 200, "reporter": 200}
OPEN = everyone(200) | SENT_ON
OWN = everyone(200) | {"anonymous": 302, "reporter": 302} | SENT_ON
GONE = everyone(410) | SENT_ON
ABSENT = everyone(404) | SENT_ON
OWN_ABSENT = everyone(404) | {"anonymous": 302, "reporter": 302} | SENT_ON
PASSED_ON = everyone(302)
# In the world of this table everybody has an app, but not the company contact.
APP = OWN | {"company": 302}


def somebody(world: World) -> dict[str, Any]:
    return {"login": world.mehmet.user.email, "password": "niet het wachtwoord"}


def key(_world: World) -> dict[str, Any]:
    return {"pk": 999_999}


def token(_world: World) -> dict[str, Any]:
    return {"token": "abc"}


def school(_world: World) -> dict[str, Any]:
    return {"provider_id": "school"}


def reset(_world: World) -> dict[str, Any]:
    return {"uidb36": "abc", "key": "abc-def"}


ROWS = [
    Row("account_login", GUESTS),
    Row("account_login", GUESTS, method="post", data=somebody),
    Row("account_logout", everyone(200) | {"anonymous": 302, "reporter": 302}),
    Row("account_logout", PASSED_ON, method="post"),
    Row("account_inactive", OPEN),
    Row("account_signup", GUESTS),
    Row("account_signup", GUESTS, method="post"),
    Row("account_confirm_login_code", PASSED_ON),
    Row("account_email_verification_sent", PASSED_ON),
    Row("account_reauthenticate", OWN | {"unfactored": 200}),
    Row("account_email", OWN),
    Row("account_start", PASSED_ON),
    Row("account_signed_in_again", OWN),
    Row("account_overview", OWN),
    Row("account_invitation", GONE),
    Row("account_invitation", GONE, method="post"),
    Row("account_open_invitation", GONE, kwargs=token),
    Row("account_change_password", OWN),
    Row("account_set_password", PASSED_ON),
    Row("account_reset_password", OPEN),
    Row("account_reset_password_done", OPEN),
    Row("account_reset_password_from_key", OPEN, kwargs=reset),
    Row("account_reset_password_from_key_done", OPEN),
    Row("mfa_index", OWN | {"unfactored": 200}),
    Row("mfa_authenticate", PASSED_ON),
    Row("mfa_reauthenticate", APP),
    Row("mfa_activate_totp", PASSED_ON | {"company": 200}),
    Row("mfa_replace_totp", OWN),
    Row("mfa_deactivate_totp", OWN | {"company": 404}),
    Row("mfa_view_recovery_codes", OWN_ABSENT),
    Row("mfa_generate_recovery_codes", OWN),
    Row("mfa_generate_recovery_codes", PASSED_ON | {"company": 200}, method="post"),
    Row("mfa_list_webauthn", OWN),
    Row("mfa_add_webauthn", OWN),
    Row("mfa_login_webauthn", PASSED_ON),
    Row("mfa_reauthenticate_webauthn", PASSED_ON),
    Row("mfa_remove_webauthn", OWN_ABSENT, kwargs=key),
    Row("mfa_edit_webauthn", OWN_ABSENT, kwargs=key),
    Row("socialaccount_connections", OWN),
    Row("socialaccount_login_cancelled", OPEN),
    Row("socialaccount_login_error", everyone(401) | SENT_ON),
    Row("socialaccount_signup", PASSED_ON),
    Row("openid_connect_login", ABSENT, kwargs=school),
    Row("openid_connect_callback", ABSENT, kwargs=school),
]
