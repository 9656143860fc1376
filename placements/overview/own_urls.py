"""/mijn-stage/tijdlijn/"""

from django.urls import path

from placements.overview import views

app_name = "own_timeline"
urlpatterns = [
    path("", views.own, name="home"),
    path("<uuid:student_id>/", views.own_timeline, name="one"),
]
