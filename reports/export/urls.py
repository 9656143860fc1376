"""/dossier/meenemen/"""

from django.urls import path

from reports.export import views

app_name = "export"

urlpatterns = [
    path("", views.ExportPage.as_view(), name="page"),
    path("bestand/", views.FileView.as_view(), name="file"),
]
