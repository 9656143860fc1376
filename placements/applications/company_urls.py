"""/leerbedrijf/sollicitaties/ and /leerbedrijf/<id>/sollicitaties/: a company's inbox."""

from django.urls import include, path

from placements.applications import company_views as views

app_name = "inbox"

one = [
    path("", views.one, name="one"),
    path("uitnodigen/", views.invite, name="invite"),
    path("aanbieden/", views.offer, name="offer"),
    path("afwijzen/", views.refuse, name="refuse"),
    path("gesprek/", views.scores, name="scores"),
]
urlpatterns = [
    path("sollicitaties/", views.companies, name="companies"),
    path("<uuid:company_id>/sollicitaties/", views.received, name="list"),
    path("<uuid:company_id>/sollicitaties/<slug:reference>/", include(one)),
    path("<uuid:company_id>/plaatsen/<uuid:place_id>/gesprek/", views.guide, name="guide"),
]
