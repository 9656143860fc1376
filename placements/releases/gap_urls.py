"""/uitkomsten/landelijk/, /uitkomsten/regio/ and /uitkomsten/methode/: open to everybody."""

from django.urls import path

from placements.releases import gap_views, method_views

app_name = "gaps"

urlpatterns = [
    path("landelijk/", gap_views.national, name="national"),
    path("landelijk/cijfers.csv", gap_views.national_csv, name="national_csv"),
    path("landelijk/cijfers.json", gap_views.national_json, name="national_json"),
    path("regio/<slug:slug>/", gap_views.region, name="region"),
    path("regio/<slug:slug>/cijfers.csv", gap_views.region_csv, name="region_csv"),
    path("regio/<slug:slug>/cijfers.json", gap_views.region_json, name="region_json"),
    path("methode/", method_views.page, name="method"),
]
