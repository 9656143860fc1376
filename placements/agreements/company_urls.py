"""/leerbedrijf/stagiairs/ and /leerbedrijf/<id>/stagiairs/: who comes to work and learn there."""

from django.urls import include, path

from placements.agreements import company_views as views
from placements.agreements import document_views as documents

app_name = "trainees"

one = [
    path("", views.one, name="one"),
    path("overeenkomst/<int:version>.pdf", documents.of_company, name="document"),
    path("akkoord/", views.confirm, name="confirm"),
    path("wijziging/", views.ask_change, name="ask_change"),
    path("stoppen/", views.end, name="end"),
]
urlpatterns = [
    path("stagiairs/", views.companies, name="companies"),
    path("<uuid:company_id>/stagiairs/", views.trainees, name="list"),
    path("<uuid:company_id>/stagiairs/<slug:reference>/", include(one)),
]
