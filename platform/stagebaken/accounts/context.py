"""What the pages of signed-in people find in their template."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from stagebaken.accounts import navigation
from stagebaken.accounts.middleware import is_anonymous_route


def work(request: HttpRequest) -> dict[str, Any]:
    """Give the menu, worked out only where a template shows it."""
    if is_anonymous_route(request):
        return {}
    return {"work_nav": SimpleLazyObject(lambda: navigation.items(request))}
