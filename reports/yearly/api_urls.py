"""/api/v1/yearly/"""

from django.urls import path

from reports.yearly.api import Yearly

app_name = "yearly_api"
urlpatterns = [path("yearly/<int:year>/", Yearly.as_view(), name="yearly")]
