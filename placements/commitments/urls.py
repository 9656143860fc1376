"""/leerbedrijf/<company>/toezeggingen/"""

from django.urls import path

from placements.commitments import company_views as views

app_name = "commitments"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<slug:code>/", views.one, name="one"),
    path("<slug:code>/beloven/", views.declare, name="declare"),
    path("<slug:code>/bewijs/", views.show, name="show"),
    path("<slug:code>/vernieuwen/", views.renew, name="renew"),
    path("<slug:code>/intrekken/", views.withdraw, name="withdraw"),
]
