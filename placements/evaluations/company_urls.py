"""/leerbedrijf/<id>/evaluaties/"""

from django.urls import path

from placements.evaluations import company_views as views

app_name = "company_evaluations"
urlpatterns = [path("", views.overview, name="overview")]
