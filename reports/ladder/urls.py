from django.urls import path

from reports.ladder import views

app_name = "ladder"

urlpatterns = [
    path("<uuid:case_id>/vragen/nieuw/<slug:step>/", views.AskPage.as_view(), name="ask"),
    path("<uuid:case_id>/vragen/<uuid:consent_id>/", views.QuestionPage.as_view(), name="question"),
    path(
        "<uuid:case_id>/vragen/<uuid:consent_id>/intrekken/",
        views.TakeBackPage.as_view(),
        name="take-back",
    ),
    path(
        "<uuid:case_id>/vragen/<uuid:consent_id>/uitvoeren/",
        views.CarryOutPage.as_view(),
        name="carry-out",
    ),
    path(
        "<uuid:case_id>/vragen/<uuid:consent_id>/tekst/",
        views.DocumentPage.as_view(),
        name="document",
    ),
    path(
        "<uuid:case_id>/vragen/<uuid:consent_id>/gevaar/",
        views.ProposePage.as_view(),
        name="propose",
    ),
    path(
        "<uuid:case_id>/vragen/<uuid:consent_id>/gevaar/besluit/",
        views.DecidePage.as_view(),
        name="decide",
    ),
]
