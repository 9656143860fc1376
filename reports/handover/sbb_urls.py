"""/toezicht/zaken/"""

from django.urls import path

from reports.handover import outcome_views, sbb_views

app_name = "sbb_cases"

urlpatterns = [
    path("", sbb_views.InvestigationList.as_view(), name="list"),
    path("jaar/", sbb_views.Years.as_view(), name="years"),
    path("<uuid:investigation_id>/", sbb_views.CasePage.as_view(), name="case"),
    path("<uuid:investigation_id>/reactie/", sbb_views.RespondPage.as_view(), name="respond"),
    path("<uuid:investigation_id>/dag/", sbb_views.DayPage.as_view(), name="day"),
    path("<uuid:investigation_id>/notitie/", sbb_views.NotePage.as_view(), name="note"),
    path("<uuid:investigation_id>/bedrijf/", sbb_views.CompanyPage.as_view(), name="company"),
    path("<uuid:investigation_id>/uitkomst/", outcome_views.OutcomePage.as_view(), name="outcome"),
    path("<uuid:investigation_id>/vernietigen/", sbb_views.DestroyPage.as_view(), name="destroy"),
]
