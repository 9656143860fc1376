"""What every page may show."""

from django.http import HttpRequest
from django.utils.translation import gettext

from stagebaken.web.models import DemoMark


def demo_banner(request: HttpRequest) -> dict[str, str]:
    """Say on every page of a demo that nothing in it is real."""
    if not DemoMark.is_left():
        return {}
    return {"demo_banner": gettext("Dit is een demo. Alles is verzonnen: meld hier niets echts.")}
