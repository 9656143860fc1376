"""/mijn-stage/plek/: a student's own placements."""

from django.urls import include, path

from placements.agreements import document_views as documents
from placements.agreements import own_views as views

app_name = "own_placement"

one = [
    path("", views.one, name="one"),
    path("overeenkomst/<int:version>.pdf", documents.own, name="document"),
    path("akkoord/", views.confirm, name="confirm"),
    path("wijziging/", views.ask_change, name="ask_change"),
    path("stoppen/", views.end, name="end"),
]
urlpatterns = [
    path("", views.home, name="home"),
    path("gevonden/", views.found, name="found"),
    path("<uuid:placement_id>/", include(one)),
]
