"""/uitkomsten/: what is public, and a school's own pages under /uitkomsten/scholen/."""

from django.urls import path

from placements.releases import complete_views, consent_views, document_views, public_views, views

app_name = "releases"

urlpatterns = [
    path("", public_views.home, name="public"),
    path("school/<slug:code>/", public_views.school, name="public_school"),
    path("scholen/", views.home, name="home"),
    path("scholen/<slug:code>/", views.page, name="school"),
    path("scholen/<slug:code>/cijfers.csv", views.csv_file, name="csv"),
    path("scholen/<slug:code>/cijfers.json", views.json_file, name="json"),
    path("scholen/<slug:code>/uitkomsten.pdf", document_views.pdf_file, name="pdf"),
    path("scholen/<slug:code>/openbaar/", consent_views.page, name="consent"),
    path("scholen/<slug:code>/volledig/", complete_views.page, name="complete"),
]
