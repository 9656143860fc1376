"""/api/v1/accreditations/"""

from django.urls import path

from placements.accreditations.api import Changes, Verify

app_name = "accreditations_api"
urlpatterns = [
    path("verify/", Verify.as_view(), name="verify"),
    path("changes/", Changes.as_view(), name="changes"),
]
