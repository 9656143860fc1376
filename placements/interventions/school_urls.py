"""/beheer/school/…/plannen/"""

from django.urls import path

from placements.interventions import school_views

app_name = "interventions_school"

urlpatterns = [
    path("", school_views.home, name="home"),
    path("nieuw/", school_views.write, name="new"),
    path("<uuid:plan_id>/", school_views.plan_page, name="plan"),
    path("<uuid:plan_id>/schrijven/", school_views.write, name="write"),
    path("<uuid:plan_id>/antwoord/", school_views.answer, name="answer"),
    path("<uuid:plan_id>/eruit/", school_views.leave_out, name="leave_out"),
    path("<uuid:plan_id>/registreren/", school_views.register, name="register"),
    path("<uuid:plan_id>/weggooien/", school_views.discard, name="discard"),
    path("<uuid:plan_id>/stoppen/", school_views.stop, name="stop"),
]
