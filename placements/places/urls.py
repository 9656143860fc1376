"""/leerbedrijf/<id>/plaatsen/"""

from django.urls import include, path

from placements.places import views

app_name = "places"

one = [
    path("", views.place, name="place"),
    path("wijzigen/", views.edit, name="edit"),
    path("openen/", views.publish, name="publish"),
    path("sluiten/", views.close, name="close"),
    path("kopie/", views.copy, name="copy"),
    path("weggooien/", views.discard, name="discard"),
]
urlpatterns = [
    path("<uuid:company_id>/plaatsen/", views.places, name="list"),
    path("<uuid:company_id>/plaatsen/nieuw/", views.new, name="new"),
    path("<uuid:company_id>/plaatsen/<uuid:place_id>/", include(one)),
]
