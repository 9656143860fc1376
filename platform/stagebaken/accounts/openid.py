"""The school's own sign-in, checked further than allauth does.

allauth sends no nonce, takes an id_token that it fetched itself without looking at its signature,
does without one, and never compares whose userinfo it got (OpenID Connect Core 3.1.3.7 and 5.3.2).
"""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare
from requests import RequestException

logger = logging.getLogger(__name__)

# Public keys alone: with a symmetric one, whoever can read the key set can sign.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
CLOCK_SECONDS = 60  # by which the school's clock may differ from ours
NONCE_BYTES = 24


class NotProven(OAuth2Error):
    """An answer that is not the provider's answer to our question. It says what, and no value."""


class SchoolAdapter(OpenIDConnectOAuth2Adapter):
    """One conversation with the provider."""

    nonce = ""  # of the journey that this answer should belong to

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, once it speaks for the address that we asked."""
        config: dict[str, Any] = super().openid_config
        asked = self.get_provider().server_url.split("/.well-known/")[0]
        if str(config.get("issuer", "")).rstrip("/") != asked.rstrip("/"):
            raise NotProven("issuer")
        if not all(isinstance(config.get(name), str) for name in ENDPOINTS):
            raise NotProven("configuration")
        return config

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            data: dict[str, Any] = super().get_access_token_data(*args, **kwargs)
            self.parse_token(data)
        except (KeyError, TypeError, ValueError) as error:
            raise NotProven("token") from error
        return data

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> Any:
        proven = self._proven(app, kwargs["response"].get("id_token"))
        said = self._fetch_user_info(token.token)
        # Attack: an access token of somebody else was slipped in beside the id_token.
        if not isinstance(said, Mapping) or said.get("sub") != proven["sub"]:
            raise NotProven("userinfo")
        answer = {"userinfo": {**proven, **said}, "id_token": proven}
        return self.get_provider().sociallogin_from_response(request, answer)

    def _proven(self, app: SocialApp, id_token: Any) -> dict[str, Any]:
        """Give the claims of an id_token that was signed, for us, now, and for this journey."""
        try:
            key = self._key(jwt.get_unverified_header(id_token).get("kid"))
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=[key.algorithm_name],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=CLOCK_SECONDS,
                options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
            )
        except (jwt.PyJWTError, AttributeError, TypeError, ValueError) as error:
            raise NotProven("id_token") from error
        self._require_ours(app, claims)
        return claims

    def _key(self, kid: str | None) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
            keys = jwt.PyJWKSet.from_dict(response.json()).keys
        fit = [one for one in keys if kid in (None, one.key_id) and one.public_key_use != "enc"]
        if len(fit) != 1 or fit[0].algorithm_name not in ALGORITHMS:
            raise NotProven("key")
        return fit[0]

    def _require_ours(self, app: SocialApp, claims: Mapping[str, Any]) -> None:
        if not self.nonce or not constant_time_compare(str(claims["nonce"]), self.nonce):
            raise NotProven("nonce")
        if claims.get("azp", app.client_id) != app.client_id:
            raise NotProven("azp")
        subject = claims["sub"]
        if not subject or len(subject) > app_settings.UID_MAX_LENGTH:
            raise NotProven("sub")


class ComeBackView(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def leave(
    request: HttpRequest, provider_id: str, *, process: str, invitation: str = ""
) -> HttpResponseBase:
    """Go to the school's sign-in; what `state` in the session keeps comes back with the answer.

    With an invitation the school asks who it is again. Attack: on a shared computer somebody else
    is still signed in there, and would become this student.
    """
    provider = _provider(request, provider_id)
    provider.oauth2_adapter_class = SchoolAdapter
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    more = {"prompt": "login"} if invitation else {}
    response: HttpResponseBase
    try:
        response = provider.redirect(
            request,
            process=process,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce, **more},
            nonce=nonce,
            invitation=invitation,
        )
    except (RequestException, OAuth2Error) as error:
        response = render_authentication_error(request, provider, exception=error)
    return response


def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    _provider(request, provider_id)
    view = ComeBackView.adapter_view(SchoolAdapter(request, provider_id))
    response: HttpResponseBase = view(request)
    return response


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        return get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
