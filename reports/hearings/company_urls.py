from django.urls import path

from reports.hearings import company_views

app_name = "hearing"

urlpatterns = [
    path("", company_views.OpenPage.as_view(), name="open"),
    path("vraag/", company_views.QuestionPage.as_view(), name="question"),
    path("antwoord/", company_views.AnswerPage.as_view(), name="answer"),
    path("sluiten/", company_views.ClosePage.as_view(), name="close"),
]
