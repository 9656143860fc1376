"""The composition root: every public address, once."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        path("", include("stagebaken.ui.urls")),
        prefix_default_language=False,
    ),
]
