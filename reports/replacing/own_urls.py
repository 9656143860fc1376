"""/dossier/plek/"""

from django.urls import path

from reports.replacing import own_views

app_name = "own-replacing"

urlpatterns = [
    path("", own_views.WantedPage.as_view(), name="wanted"),
    path("antwoord/", own_views.AnswerPage.as_view(), name="answer"),
    path("niet-nodig/", own_views.NonePage.as_view(), name="none"),
    path("terug/", own_views.RevokePage.as_view(), name="revoke"),
    path("sluiten/", own_views.ClosingPage.as_view(), name="closing"),
    path("stoppen/", own_views.StopPage.as_view(), name="stop"),
    path("<uuid:proposal_id>/", own_views.ProposalPage.as_view(), name="proposal"),
]
