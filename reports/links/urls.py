from django.urls import path

from reports.links import views

app_name = "links"

urlpatterns = [
    path("<uuid:case_id>/ernaast/", views.LinksPage.as_view(), name="links"),
    path("<uuid:case_id>/ernaast/los/", views.UnlinkPage.as_view(), name="unlink"),
]
