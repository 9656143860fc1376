"""/toezicht/toezeggingen/: one address for schools and SBB."""

from django.urls import path

from placements.commitments import checking_views as views

app_name = "commitment_checks"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<uuid:commitment_id>/", views.one, name="one"),
    path("<uuid:commitment_id>/besluit/", views.decide, name="decide"),
    path("voorstellen/<uuid:proposal_id>/bevestigen/", views.confirm, name="confirm"),
    path("voorstellen/<uuid:proposal_id>/weghalen/", views.drop, name="drop"),
]
