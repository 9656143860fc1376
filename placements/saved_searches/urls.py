"""/mijn-stage/zoekopdrachten/"""

from django.urls import path

from placements.saved_searches import views

app_name = "saved_searches"
urlpatterns = [
    path("", views.searches, name="list"),
    path("nieuw/", views.save, name="save"),
    path("<uuid:search_id>/", views.one, name="one"),
    path("<uuid:search_id>/naam/", views.rename, name="rename"),
    path("<uuid:search_id>/gezien/", views.see, name="see"),
    path("<uuid:search_id>/pauze/", views.pause, name="pause"),
    path("<uuid:search_id>/verder/", views.resume, name="resume"),
    path("<uuid:search_id>/weg/", views.remove, name="remove"),
]
