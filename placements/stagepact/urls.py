"""/uitkomsten/scholen/<code>/stagepact/"""

from django.urls import path

from placements.stagepact import views

app_name = "stagepact"

urlpatterns = [
    path("", views.home, name="home"),
    path("nieuw/", views.write, name="new"),
    path("zelf/", views.assess, name="assess"),
    path("bestand/<slug:kind>.csv", views.export, name="export"),
    path("<uuid:effort_id>/", views.write, name="write"),
    path("<uuid:effort_id>/weg/", views.take_off, name="take_off"),
]
