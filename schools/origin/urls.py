"""/mijn-stage/gelijke-kansen/"""

from django.urls import path

from schools.origin import views

app_name = "origin"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/", views.own, name="own"),
    path("<slug:code>/wissen/", views.withdraw, name="withdraw"),
]
