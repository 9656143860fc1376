"""How staff and companies sign in: allauth, second factors, sessions, rate limits."""

from typing import Any

import environ

env = environ.Env()

# Where things are.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_start"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SECOND_FACTOR_POLICY = "schools.teams.policy.second_factor_required"
ROLES_OF = "schools.teams.policy.roles_of"  # (user) -> a collection of Role
WORK_NAV = [  # (request) -> NavItem | None, in this order; signing in leads to the first
    "schools.students.navigation.own",
    "reports.casework.navigation.cases",
    "placements.supervision.navigation.supervision",
    "reports.handover.navigation.investigations",
    "reports.strongroom.navigation.strongroom",
    "placements.dashboard.navigation.company",
    "placements.applications.navigation.applications",
    "schools.administration.navigation.administration",
    "placements.overview.navigation.overview",
    "schools.students.navigation.students",
    "placements.matching.navigation.rounds",
    "placements.commitments.navigation.checks",
    "placements.supervision.navigation.approvals",
    "placements.measures.navigation.measures",
    "placements.replacement.navigation.requests",
    "placements.contacts.navigation.invitations",
    "placements.releases.navigation.outcomes",
    "reports.yearly.navigation.school_report",
    "reports.yearly.navigation.group_report",
    "stagebaken.accounts.navigation.account",
]

# Numbers that the product promises, with their unit.
INVITATION_DAYS = 14  # life of an invitation
COMPANY_INVITATIONS = 20  # open at once for one leerbedrijf: it is no way to mail many people
EMAIL_CODE_MINUTES = 10  # life of a mailed code
EMAIL_CODE_ATTEMPTS = 5  # guesses before a new code is needed
EMAIL_CODE_RESENDS = 2  # new codes within one sign-in
RECENT_MINUTES = 5  # how long a sign-in counts as fresh for sensitive administration

# E-mail address and password. Accounts come by invitation (AccountAdapter.is_open_for_signup).
ACCOUNT_ADAPTER = "stagebaken.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = EMAIL_CODE_MINUTES * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = EMAIL_CODE_ATTEMPTS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = EMAIL_CODE_RESENDS
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = EMAIL_CODE_MINUTES * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = EMAIL_CODE_ATTEMPTS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = EMAIL_CODE_RESENDS
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one replaces it once confirmed
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Stagebaken: "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed"; our texts name no IP address
# No mail to addresses without an account: anybody could have us write to anybody.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = RECENT_MINUTES * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "stagebaken.accounts.forms.LoginForm",
    "reauthenticate": "stagebaken.accounts.forms.ReauthenticateForm",
    "reset_password": "stagebaken.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "stagebaken.accounts.forms.ResetPasswordKeyForm",
    "change_password": "stagebaken.accounts.forms.ChangePasswordForm",
    "set_password": "stagebaken.accounts.forms.SetPasswordForm",
    "add_email": "stagebaken.accounts.forms.AddEmailForm",
    "confirm_email_verification_code": "stagebaken.accounts.forms.ConfirmEmailForm",
    "confirm_login_code": "stagebaken.accounts.forms.ConfirmLoginCodeForm",
}
# A school is one address to us (NAT): what counts is the limit per account ("key", "user").
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "100/m/ip",
    "signup": "60/m/ip",
    "login_code": "10/h/key",  # mails with a code; ours, see AccountAdapter.send_mail
}
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds: a link that changes a password lives an hour
PASSWORD_HASHERS = [
    "stagebaken.accounts.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Second factors.
MFA_ADAPTER = "stagebaken.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Stagebaken"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds; a phone's clock may be a little off
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "stagebaken.accounts.forms.AuthenticateForm",
    "reauthenticate": "stagebaken.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "stagebaken.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "stagebaken.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "stagebaken.accounts.forms.EditPasskeyForm",
}

# The school's own sign-in (SURFconext and others): off until all three are set.
SOCIALACCOUNT_ADAPTER = "stagebaken.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address in a claim is no proof of an account
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # who comes with the school's account proves that
SCHOOL_ARRIVAL = "schools.students.arriving.arrive"  # (claims) -> the account, or Unrecognised
# A link, because a form may not lead to another site (CSP form-action); see views.start_oidc.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env.str("OIDC_NAME", default="SURFconext")


def oidc(server_url: str, client_id: str, secret: str, name: str) -> dict[str, Any]:
    """Describe the provider to allauth; nothing at all until it is configured."""
    if not (server_url and client_id and secret):
        return {}
    settings = {"server_url": server_url, "uid_field": "sub", "verified_email": False}
    app = {"provider_id": "school", "name": name, "client_id": client_id, "secret": secret}
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "SCOPE": ["openid"],
            "APPS": [app | {"settings": settings}],
        }
    }


SOCIALACCOUNT_PROVIDERS = oidc(OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME)

# Sessions are sealed and their keys hashed: a stolen database signs nobody in.
SESSION_ENGINE = "stagebaken.accounts.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


def cache() -> dict[str, Any]:
    """Rate limits are counted for all workers together: in the database, or where CACHE_URL says.

    The names in it are keyed: they hold addresses of people and machines.
    """
    ours: dict[str, Any] = {"BACKEND": "stagebaken.accounts.cache.DatabaseCache"}
    config: dict[str, Any] = env.cache_url("CACHE_URL") if "CACHE_URL" in env else ours
    return config | {"KEY_FUNCTION": "stagebaken.accounts.cache.keyed_name"}


CACHES = {"default": cache()}
