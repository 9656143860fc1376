"""/beheer/"""

from django.urls import include, path

from schools.administration import people_views, views
from schools.administration.people import GROUPS

app_name = "administration"

PLACES = {"team": "team", "custodians": "sleutelbewaarders", "administrators": "beheerders"}

people_urls = [
    item
    for page in GROUPS
    for item in (
        path(f"{PLACES[page]}/", people_views.people, {"group": page}, name=page),
        path(
            f"{PLACES[page]}/uitnodigen/",
            people_views.invite,
            {"group": page},
            name=f"invite_{page}",
        ),
    )
]

school_urls = [
    path("", views.overview, name="overview"),
    *people_urls,
    path("mensen/<uuid:membership_id>/", people_views.member, name="member"),
    path("mensen/<uuid:membership_id>/verwijderen/", people_views.remove, name="remove"),
    path("uitnodigingen/<uuid:invitation_id>/opnieuw/", people_views.resend, name="resend"),
    path("uitnodigingen/<uuid:invitation_id>/intrekken/", people_views.withdraw, name="withdraw"),
    path("termijnen/", views.terms, name="terms"),
    path("teksten/", views.texts, name="texts"),
    path("openen/", views.open_point, name="open"),
    path("sluiten/", views.close_point, name="close"),
    path("poster.pdf", views.poster, name="poster"),
    path("geschiedenis/", views.history, name="history"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("scholen/", views.schools, name="schools"),
    path("scholen/nieuw/", views.add_school, name="add_school"),
    path("scholen/<slug:code>/beheerder/", views.invite_first, name="invite_first"),
    path("school/<slug:code>/", include(school_urls)),
]
