"""/stage-evaluatie/: anonymous; a link is all that a trainer has."""

from django.urls import path

from placements.evaluations import trainer_views as views

app_name = "trainer_evaluation"
urlpatterns = [
    path("bedankt/", views.thanks, name="thanks"),
    path("aangevraagd/", views.asked, name="asked"),
    path("<str:token>/", views.form, name="form"),
    path("<str:token>/nieuw/", views.again, name="again"),
]
