"""/api/v1/companies/"""

from django.urls import path

from placements.search.api import CompanySearch

app_name = "companies_api"
urlpatterns = [path("", CompanySearch.as_view(), name="search")]
