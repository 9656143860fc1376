"""The day of the team: /zaken/ itself, and what goes over many cases at once."""

from django.urls import path

from reports.board import views

app_name = "board"

urlpatterns = [
    path("", views.Cases.as_view(), name="list"),
    path("zoeken/", views.SearchPage.as_view(), name="search"),
    path("ontvangst/", views.AcknowledgePage.as_view(), name="acknowledge"),
]
