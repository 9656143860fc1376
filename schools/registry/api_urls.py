"""/api/v1/schools/"""

from django.urls import path

from schools.registry.api import SchoolList

app_name = "registry_api"
urlpatterns = [path("", SchoolList.as_view(), name="schools")]
