from django.urls import path

from reports.tasks import views

app_name = "tasks"

urlpatterns = [
    path("<uuid:case_id>/taken/", views.NewTaskPage.as_view(), name="new"),
    path("<uuid:case_id>/taken/<uuid:task_id>/", views.TaskPage.as_view(), name="task"),
    path("<uuid:case_id>/taken/<uuid:task_id>/klaar/", views.DonePage.as_view(), name="done"),
]
