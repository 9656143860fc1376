"""/stages/afspraken/"""

from django.urls import path

from placements.measures import views

app_name = "measures"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/", views.overview, name="overview"),
    path("<slug:code>/zoeken/", views.search, name="search"),
    path("<slug:code>/bedrijven/<uuid:company_id>/", views.company, name="company"),
    path("<slug:code>/bedrijven/<uuid:company_id>/besluit/", views.take, name="take"),
    path("<slug:code>/<uuid:measure_id>/opnieuw/", views.renew, name="renew"),
    path("<slug:code>/<uuid:measure_id>/beeindigen/", views.end, name="end"),
]
