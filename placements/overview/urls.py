"""/studenten/<code>/plaatsing/"""

from django.urls import path

from placements.overview import views

app_name = "overview"
urlpatterns = [
    path("<slug:code>/plaatsing/", views.overview, name="list"),
    path("<slug:code>/plaatsing/groepen/", views.groups, name="groups"),
    path("<slug:code>/<uuid:student_id>/tijdlijn/", views.timeline_of, name="timeline"),
]
