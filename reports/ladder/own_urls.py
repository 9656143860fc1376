from django.urls import path

from reports.ladder import own_views

app_name = "own-ladder"

urlpatterns = [
    path("<uuid:consent_id>/", own_views.QuestionPage.as_view(), name="question"),
]
