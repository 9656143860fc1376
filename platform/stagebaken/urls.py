"""The composition root: every public address, once."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny

handler400 = "stagebaken.web.errors.bad_request"
handler403 = "stagebaken.web.errors.permission_denied"
handler404 = "stagebaken.web.errors.not_found"
handler500 = "stagebaken.web.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("stagebaken.web.urls")),
    path(
        "api/v1/schema/", SpectacularAPIView.as_view(permission_classes=[AllowAny]), name="schema"
    ),
    path("api/v1/schools/", include("schools.registry.api_urls")),
    path("api/v1/schools/", include("schools.teams.api_urls")),
    path("api/v1/companies/", include("placements.search.api_urls")),
    path("api/v1/companies/", include("placements.places.api_urls")),
    path("api/v1/accreditations/", include("placements.accreditations.api_urls")),
    path("api/v1/", include("reports.intake.api_urls")),
    path("api/v1/", include("reports.reporter.api_urls")),
    path("api/v1/", include("reports.yearly.api_urls")),
    *i18n_patterns(
        path("privacy/rechten/", include("reports.rights.urls")),
        path("", include("stagebaken.ui.urls")),
        path("ontwerp/post/", include("stagebaken.postbox.urls")),
        path("stages/", include("placements.search.urls")),
        path("stages/", include("placements.profiles.urls")),
        path("stages/controle/", include("placements.accreditations.urls")),
        path("stages/afspraken/", include("placements.measures.urls")),
        path("stages/vervanging/", include("placements.replacement.urls")),
        path("leerbedrijf/hoor/", include("reports.hearings.company_urls")),
        path("leerbedrijf/goedkeuring/", include("placements.supervision.approval_urls")),
        path("leerbedrijf/", include("placements.dashboard.urls")),
        path("leerbedrijf/", include("placements.contacts.urls")),
        path("leerbedrijf/", include("placements.places.urls")),
        path("leerbedrijf/", include("placements.applications.company_urls")),
        path("mijn-stage/", include("placements.applications.urls")),
        path("leerbedrijf/", include("placements.wording.urls")),
        path("leerbedrijf/", include("placements.quickscan.urls")),
        path("leerbedrijf/", include("placements.resources.urls")),
        path("leerbedrijf/<uuid:company_id>/toezeggingen/", include("placements.commitments.urls")),
        path("toezicht/toezeggingen/", include("placements.commitments.checking_urls")),
        path("toezicht/zaken/", include("reports.handover.sbb_urls")),
        path("toezicht/", include("placements.supervision.urls")),
        path("beheer/school/<slug:code>/verzoeken/", include("reports.rights.school_urls")),
        path("beheer/verzoeken/", include("reports.rights.platform_urls")),
        path("studenten/", include("schools.students.urls")),
        path("mijn-stage/", include("schools.students.own_urls")),
        path("beheer/", include("schools.administration.urls")),
        path("beheer/school/<slug:code>/vrije-dagen/", include("schools.terms.urls")),
        path("beheer/school/<slug:code>/gelijke-kansen/", include("schools.origin.school_urls")),
        path("beheer/", include("placements.search.school_urls")),
        path("mijn-stage/gelijke-kansen/", include("schools.origin.urls")),
        path("inloggen/", include("stagebaken.accounts.urls")),
        path("melden/", include("reports.intake.urls")),
        path("dossier/vragen/", include("reports.ladder.own_urls")),
        path("dossier/nazorg/", include("reports.aftercare.urls")),
        path("dossier/meenemen/", include("reports.export.urls")),
        path("dossier/", include("reports.reporter.urls")),
        path("dossier/plek/", include("reports.replacing.own_urls")),
        path("uitkomsten/", include("reports.yearly.public_urls")),
        path("toezicht/jaarcijfers/", include("reports.yearly.group_urls")),
        path("zaken/jaarverslag/", include("reports.yearly.urls")),
        path("zaken/kluis/", include("reports.strongroom.urls")),
        path("zaken/", include("reports.board.urls")),
        path("zaken/", include("reports.ladder.urls")),
        path("zaken/", include("reports.answers.urls")),
        path("zaken/", include("reports.retention.urls")),
        path("zaken/aannemen/", include("reports.oral.urls")),
        path("zaken/verzoeken/", include("reports.rights.team_urls")),
        path("zaken/<uuid:case_id>/hoor/", include("reports.hearings.urls")),
        path("zaken/", include("reports.handover.urls")),
        path("zaken/", include("reports.replacing.urls")),
        path("zaken/", include("reports.links.urls")),
        path("zaken/", include("reports.phrases.urls")),
        path("zaken/", include("reports.tasks.urls")),
        path("zaken/", include("reports.casework.urls")),
        prefix_default_language=False,
    ),
]
