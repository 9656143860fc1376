"""/api/v1/schools/<code>/team/"""

from django.urls import path

from schools.teams.api import Team

app_name = "teams_api"
urlpatterns = [path("<slug:code>/team/", Team.as_view(), name="team")]
