"""/mijn-stage/"""

from django.urls import path

from schools.students import copy_views, own_views

app_name = "own_record"
urlpatterns = [
    path("", own_views.home, name="home"),
    path("gegevens/", copy_views.own, name="copy"),
    path("gegevens/meenemen/", copy_views.take, name="take_copy"),
    path("<uuid:student_id>/klopt-niet/", own_views.correct, name="correct"),
    path(
        "<uuid:student_id>/correcties/<uuid:correction_id>/terug/",
        own_views.withdraw,
        name="withdraw",
    ),
]
