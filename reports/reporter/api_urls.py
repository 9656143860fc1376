from django.urls import path

from reports.reporter import api

app_name = "reporter-api"

urlpatterns = [
    path("dossier/open/", api.OpenView.as_view(), name="open"),
    path("dossier/messages/", api.MessagesView.as_view(), name="messages"),
]
