"""Second factors outside a browser: for the demo, and for the operator's last resort."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from stagebaken.accounts.models import User
from stagebaken.accounts.sealing import seal_secret, unseal_secret

PERIOD = 30  # seconds that a code of an authenticator app holds (RFC 6238)


def add_totp(user: User, secret: str | None = None) -> Authenticator:
    """Give a user an authenticator app without a browser."""
    sealed = seal_secret(secret or generate_totp_secret(), user_id=user.pk)
    authenticator: Authenticator = Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": sealed}
    )
    return authenticator


def totp_code(user: User) -> str:
    """Say what the user's authenticator app shows now (`manage.py demo code`)."""
    app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_of(unseal_secret(app.data["secret"]))


def code_of(secret: str) -> str:
    """Say what an authenticator app with this secret shows now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
    return code
