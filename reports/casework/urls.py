from django.urls import path

from reports.casework import danger_views, step_views, views

app_name = "casework"

urlpatterns = [
    path("<uuid:case_id>/", views.CasePage.as_view(), name="case"),
    path("<uuid:case_id>/antwoord/", views.ReplyPage.as_view(), name="reply"),
    path("<uuid:case_id>/seintje/", views.NotifyPage.as_view(), name="notify"),
    path("<uuid:case_id>/notitie/", views.NotePage.as_view(), name="note"),
    path("<uuid:case_id>/bevestigen/", views.AcknowledgePage.as_view(), name="acknowledge"),
    path("<uuid:case_id>/gevaar/", danger_views.DangerPage.as_view(), name="danger"),
    path("<uuid:case_id>/stap/", step_views.StepPage.as_view(), name="step"),
    path("<uuid:case_id>/toewijzen/", views.AssignPage.as_view(), name="assign"),
    path("<uuid:case_id>/afstand/", views.RecusePage.as_view(), name="recuse"),
    path("<uuid:case_id>/stukken/<uuid:attachment_id>/", views.FilePage.as_view(), name="file"),
]
