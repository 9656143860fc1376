"""/zaken/verzoeken/"""

from django.urls import include, path

from reports.rights import views
from reports.rights.desk_urls import at
from reports.rights.vocabulary import Desk

app_name = "rights_team"
urlpatterns = [
    path("", views.TeamHome.as_view(), name="home"),
    path("<slug:code>/", include(at(Desk.TEAM))),
]
