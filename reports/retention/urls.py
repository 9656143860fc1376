from django.urls import path

from reports.retention import views

app_name = "retention"

urlpatterns = [
    path("<uuid:case_id>/bewaren/", views.HoldPage.as_view(), name="hold"),
    path("<uuid:case_id>/bewaren/niet-langer/", views.LiftPage.as_view(), name="lift"),
]
