from django.urls import path

from reports.answers import views

app_name = "answers"

urlpatterns = [
    path(
        "<uuid:case_id>/vragen/<uuid:consent_id>/antwoord/",
        views.EnterPage.as_view(),
        name="enter",
    ),
    path("<uuid:case_id>/antwoorden/<uuid:answer_id>/", views.TellPage.as_view(), name="tell"),
]
