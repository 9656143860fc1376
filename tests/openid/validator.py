"""What the provider says of a person: the claims of SURFconext."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

from tests.openid.provider import CLAIMS, HOME


class Validator(OAuth2Validator):  # type: ignore[misc]
    oidc_claim_scope = None  # as at SURFconext, where a policy says what a service gets

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        name = request.user.username
        return {"sub": f"{name}-bij-ons", "schac_home_organization": HOME} | CLAIMS[name]
