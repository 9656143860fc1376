"""A school's sign-in that answers in the test's own process: real keys, real signatures.

Whatever a test wants of it, it does wrong: `id_token` and `userinfo` change what is said, `down`
says nothing at all. tests/schools/students/test_real_provider.py meets a real one.
"""

import functools
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import LazySettings
from django.test import Client

from stagebaken.accounts.adapters import SocialAccountAdapter
from stagebaken.settings.signing_in import oidc

SERVER = "https://connect.school.test"
CLIENT = "stagebaken"
LOGIN = "/inloggen/school/school/"
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
KID = "een"


@functools.cache
def private_key(number: int) -> rsa.RSAPrivateKey:
    """One pair a run: the second is another's."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048 + 8 * (number - 1))


class Answer(requests.Response):
    def __init__(self, content: Any, status: int = 200) -> None:
        super().__init__()
        self.status_code = status
        self._content = json.dumps(content).encode()
        self.headers["content-type"] = "application/json"


@dataclass
class School:
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "abc-123"})
    id_token: dict[str, Any] = field(default_factory=dict)  # said otherwise in the id_token
    userinfo: dict[str, Any] = field(default_factory=dict)  # and at the userinfo endpoint
    config: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)  # said otherwise beside the id_token
    down: str = ""  # a part of the address that does not answer
    signer: int = 1
    algorithm: str = "RS256"
    nonce: str = ""
    asked: dict[str, str] = field(default_factory=dict)  # what the last visitor came with

    def get(self, url: str, **options: Any) -> Answer:
        if self.down and self.down in url:
            raise requests.ConnectionError(url)
        if url.endswith("/userinfo"):
            assert options["headers"]["Authorization"] == "Bearer kanarie-token"
            return Answer(self.claims | self.userinfo)
        return Answer(self._keys() if url.endswith("/jwks") else self._config())

    def request(self, method: str, url: str, **options: Any) -> Answer:
        if self.down and self.down in url:
            raise requests.ConnectionError(url)
        assert (method, url) == ("POST", f"{SERVER}/token")
        assert options["data"]["code_verifier"]
        now = int(time.time())
        said = {"iss": SERVER, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": self.nonce}
        said |= {"sub": self.claims["sub"]} | self.id_token
        kept = {name: value for name, value in said.items() if value is not None}
        key: Any = private_key(self.signer) if self.algorithm != "none" else None
        signed = jwt.encode(kept, key, self.algorithm, headers={"kid": KID})
        answer = {"access_token": "kanarie-token", "id_token": signed} | self.token
        return Answer({name: value for name, value in answer.items() if value is not None})

    def _keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(private_key(1).public_key(), as_dict=True)
        return {"keys": [public | {"kid": KID, "use": "sig", "alg": "RS256"}]}

    def _config(self) -> dict[str, Any]:
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found = {f"{name}_endpoint": f"{SERVER}/{place}" for name, place in places.items()}
        return found | {"issuer": SERVER, "jwks_uri": f"{SERVER}/jwks"} | self.config

    @contextmanager
    def session(self) -> Iterator["School"]:
        yield self

    def leave(self, client: Client, query: str = "") -> str:
        """Go to the school; give the `state` to come back with."""
        left = client.get(LOGIN + query, **OURS)
        asked = parse_qs(urlsplit(left.headers["Location"]).query)
        self.asked = {name: value[0] for name, value in asked.items()}
        self.nonce = self.asked["nonce"]
        return self.asked["state"]

    def back(self, client: Client, state: str) -> Any:
        return client.get(f"{LOGIN}terug/", {"code": "x", "state": state})

    def visit(self, client: Client, query: str = "") -> Any:
        """Go to the school and return from it."""
        return self.back(client, self.leave(client, query))


def make_provider(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> School:
    """Configure a school's sign-in, and answer in its place."""
    settings.SOCIALACCOUNT_PROVIDERS = oidc(SERVER, CLIENT, "geheim", "Proefschool")
    provider = School()
    monkeypatch.setattr(SocialAccountAdapter, "get_requests_session", lambda _: provider.session())
    return provider
