"""A real OpenID provider as a process of its own: what a school has, with one student and a staff.

Django OAuth Toolkit does the protocol: it asks for PKCE and a registered address to come back to,
signs with its own key, and gives each code once. `python -m tests.openid.provider FOLDER RETURN_TO`
prints its address once it listens.
"""

import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

CLIENT, SECRET = "stagebaken", "het geheim van de proef"
PASSWORD = "wachtwoord van school"
HOME = "zeewaarde.example"
NUMBER = f"urn:schac:personalUniqueCode:nl:local:{HOME}:studentid:1001"
CLAIMS: dict[str, dict[str, Any]] = {
    "noor": {"eduperson_affiliation": ["student"], "schac_personal_unique_code": [NUMBER]},
    "ilse": {"eduperson_affiliation": ["employee"]},
}
FORM = """<!doctype html><html lang="nl"><title>School</title><main><h1>Log in bij school</h1>
<form method="post">{% csrf_token %}{{ form.as_p }}<button>Log in</button></form></main></html>"""

urlpatterns: list[Any] = []


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nobody reads it."""


def configure(folder: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    own = ["auth", "contenttypes", "sessions", "messages"]
    templates = {"registration/login.html": FORM}
    settings.configure(
        SECRET_KEY="van de proef",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.openid.provider",
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "db"}},
        INSTALLED_APPS=[*(f"django.contrib.{one}" for one in own), "oauth2_provider"],
        MIGRATION_MODULES=dict.fromkeys([*own, "oauth2_provider"]),  # tables at once
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [("django.template.loaders.locmem.Loader", templates)],
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        LOGIN_URL="/inloggen/",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": pem,
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "wie je bent"},
            "OAUTH2_VALIDATOR_CLASS": "tests.openid.validator.Validator",
        },
    )
    django.setup()


def fill(return_to: str) -> None:
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    call_command("migrate", run_syncdb=True, verbosity=0)
    for name in CLAIMS:
        User.objects.create_user(name, password=PASSWORD)
    Application.objects.create(
        name="Stagebaken",
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=return_to,
        algorithm=Application.RS256_ALGORITHM,
        skip_authorization=True,
    )


def main(folder: str, return_to: str) -> None:
    configure(Path(folder))
    from django.contrib.auth.views import LoginView

    urlpatterns.append(path("inloggen/", LoginView.as_view()))
    urlpatterns.append(path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")))
    fill(return_to)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Threads, Quiet)
    print(f"http://127.0.0.1:{server.server_port}/o", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.modules["tests.openid.provider"] = sys.modules["__main__"]  # Django imports it by name
    main(*sys.argv[1:])
