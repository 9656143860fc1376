"""/mijn-stage/: a student's own profile and applications."""

from django.urls import path

from placements.applications import views

app_name = "applications"
urlpatterns = [
    path("profiel/", views.preview, name="preview"),
    path("profiel/wijzigen/", views.profile, name="profile"),
    path("profiel/tekst/", views.text, name="text"),
    path("solliciteren/<uuid:place_id>/", views.apply, name="apply"),
    path("sollicitaties/", views.applications, name="list"),
    path("sollicitaties/<uuid:application_id>/", views.one, name="one"),
    path("sollicitaties/<uuid:application_id>/aannemen/", views.accept, name="accept"),
    path("sollicitaties/<uuid:application_id>/intrekken/", views.withdraw, name="withdraw"),
]
