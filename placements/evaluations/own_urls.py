"""/mijn-stage/plek/evaluatie/"""

from django.urls import path

from placements.evaluations import own_views as views

app_name = "own_evaluation"
urlpatterns = [
    path("", views.evaluations, name="list"),
    path("<uuid:placement_id>/", views.EvaluationPage.as_view(), name="form"),
]
