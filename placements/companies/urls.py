"""/stages/"""

from django.urls import path

from placements.companies import views

app_name = "companies"
urlpatterns = [
    path("", views.search, name="search"),
    path("zoek/", views.suggest, name="suggest"),
]
