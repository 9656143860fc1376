"""Django's own reports of an error: made by nobody here, and empty should anything ask for one."""

from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from stagebaken.web.logs import place

_HIDDEN = "********"


class HideAll(SafeExceptionReporterFilter):
    """No cookie, form field, header, setting or local variable."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return dict.fromkeys(request.COOKIES, _HIDDEN)

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return dict.fromkeys(request.META, _HIDDEN)

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        return dict.fromkeys(request.POST, _HIDDEN) if request else {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, _HIDDEN).items()


class LocationReporter(ExceptionReporter):
    """A report that says no more than the log does, whoever asks for one."""

    def get_traceback_html(self) -> SafeString:
        return self.get_traceback_text()

    def get_traceback_text(self) -> SafeString:
        return SafeString(place(self.exc_value) if self.exc_value else _HIDDEN)
