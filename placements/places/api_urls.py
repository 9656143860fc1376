"""/api/v1/companies/<id>/places/"""

from django.urls import path

from placements.places.api import Places

app_name = "places_api"
urlpatterns = [path("<uuid:company_id>/places/", Places.as_view(), name="places")]
