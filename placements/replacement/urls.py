"""/stages/vervanging/"""

from django.urls import path

from placements.replacement import placed_views, views

app_name = "replacement"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/", views.overview, name="overview"),
    path("<slug:code>/nieuw/", views.open_one, name="open"),
    path("<slug:code>/stage/<uuid:placement_id>/", placed_views.search, name="placement"),
    path("<slug:code>/stage/<uuid:placement_id>/code/", placed_views.join, name="join"),
    path("<slug:code>/<uuid:request_id>/", views.one, name="one"),
    path("<slug:code>/<uuid:request_id>/zoeken/", views.search, name="search"),
    path("<slug:code>/<uuid:request_id>/lijst/", views.suggest, name="suggest"),
    path("<slug:code>/<uuid:request_id>/antwoord/", views.answer, name="answer"),
    path("<slug:code>/<uuid:request_id>/gevonden/", views.found, name="found"),
    path("<slug:code>/<uuid:request_id>/niet-nodig/", views.withdraw, name="withdraw"),
]
