"""/toezicht/"""

from django.urls import path

from placements.supervision import views

app_name = "supervision"
urlpatterns = [
    path("", views.home, name="home"),
    path("bedrijven/<uuid:company_id>/", views.company, name="company"),
    path("bedrijven/<uuid:company_id>/erkennen/", views.recognise, name="recognise"),
    path(
        "bedrijven/<uuid:company_id>/<int:programme_id>/<slug:pathway>/<slug:decision>/",
        views.decide,
        name="decide",
    ),
]
