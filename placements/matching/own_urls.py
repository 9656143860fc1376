"""/mijn-stage/stagematching/"""

from django.urls import path

from placements.matching import own_views

app_name = "own_rounds"
urlpatterns = [
    path("", own_views.home, name="home"),
    path("<uuid:round_id>/", own_views.one, name="one"),
    path("<uuid:round_id>/lijst/", own_views.wishes, name="wishes"),
    path("<uuid:round_id>/stoppen/", own_views.leave, name="leave"),
    path("<uuid:round_id>/narekenen/", own_views.check, name="check"),
    path("<uuid:round_id>/bewijs.json", own_views.proof, name="proof"),
    path("<uuid:round_id>/andere-plekken/", own_views.others, name="others"),
]
