"""/mijn-stage/berichten/"""

from django.urls import path

from schools.messages import pages, views

app_name = "own_messages"
urlpatterns = [
    path("", views.own, name="home"),
    path("<uuid:student_id>/", pages.OwnThread.as_view(), name="thread"),
    path("<uuid:student_id>/kopie/", views.copy, name="copy"),
]
