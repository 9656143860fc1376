"""/zaken/<case>/plek/"""

from django.urls import path

from reports.replacing import views

app_name = "replacing"

urlpatterns = [
    path("<uuid:case_id>/plek/", views.AskPage.as_view(), name="ask"),
    path("<uuid:case_id>/plek/niet-nodig/", views.RestPage.as_view(), name="rest"),
    path("<uuid:case_id>/plek/openen/", views.OpenPage.as_view(), name="open"),
    path("<uuid:case_id>/plek/voorstellen/", views.ProposePage.as_view(), name="propose"),
]
