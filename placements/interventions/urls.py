"""/uitkomsten/plannen/"""

from django.urls import path

from placements.interventions import views

app_name = "interventions"

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("<uuid:plan_id>/", views.plan_page, name="plan"),
    path("<uuid:plan_id>/plan.json", views.text, name="text"),
]
