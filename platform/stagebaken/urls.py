"""The composition root: every public address, once."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/schools/", include("schools.registry.api_urls")),
    path("api/v1/schools/", include("schools.teams.api_urls")),
    path("api/v1/companies/", include("placements.companies.api_urls")),
    *i18n_patterns(
        path("", include("stagebaken.ui.urls")),
        path("stages/", include("placements.companies.urls")),
        path("inloggen/", include("stagebaken.accounts.urls")),
        prefix_default_language=False,
    ),
]
