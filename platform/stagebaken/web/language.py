"""Which language an answer is in: the address says so, and no cookie remembers it."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LanguageMiddleware(LocaleMiddleware):
    """Django's, except that the API has one address for all and reads Accept-Language."""

    def process_request(self, request: HttpRequest) -> None:
        if not is_api(request):
            super().process_request(request)
            return
        translation.activate(language(request))
        request.LANGUAGE_CODE = translation.get_language()


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def language(request: HttpRequest) -> str:
    if is_api(request):
        return translation.get_language_from_request(request)
    return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
