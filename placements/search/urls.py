"""/stages/"""

from django.urls import path

from placements.search import views

app_name = "companies"  # what is looked for; the page of one is in placements/profiles
urlpatterns = [
    path("", views.search, name="search"),
    path("zoek/", views.suggest, name="suggest"),
]
