"""/privacy/rechten/"""

from django.urls import path

from reports.rights import views

app_name = "rights"
urlpatterns = [path("", views.procedure, name="procedure")]
