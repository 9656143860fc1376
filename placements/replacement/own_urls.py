"""/mijn-stage/andere-plek/"""

from django.urls import path

from placements.replacement import own_views as views

app_name = "own_replacement"
urlpatterns = [
    path("<uuid:placement_id>/", views.own, name="own"),
    path("<uuid:placement_id>/code/", views.join, name="join"),
    path("<uuid:placement_id>/stoppen/", views.stop, name="stop"),
]
