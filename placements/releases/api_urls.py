"""/api/v1/outcomes/"""

from django.urls import path

from placements.releases.api import Outcomes

app_name = "releases_api"
urlpatterns = [path("outcomes/", Outcomes.as_view(), name="outcomes")]
