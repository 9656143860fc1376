"""The public pages and the way out."""

from django.urls import path

from stagebaken.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.home, name="home"),
    path("hulp/", views.help_routes, name="help"),
    path("bescherming/", views.protection, name="protection"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("verlaat/", views.leave, name="leave"),
    path("ontwerp/", views.design, name="design"),
]
