"""/studenten/<school>/evaluaties/"""

from django.urls import path

from placements.evaluations import school_views as views

app_name = "school_evaluations"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("stages/", views.placements, name="list"),
    path("stages/<uuid:placement_id>/", views.one, name="one"),
    path("stages/<uuid:placement_id>/link/", views.ask, name="ask"),
]
