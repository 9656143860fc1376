"""/leerbedrijf/<id>/quickscan/"""

from django.urls import path

from placements.quickscan import views

app_name = "quickscan"
urlpatterns = [
    path("<uuid:company_id>/quickscan/", views.overview, name="overview"),
    path("<uuid:company_id>/quickscan/invullen/", views.fill, name="fill"),
    path("<uuid:company_id>/quickscan/<uuid:scan_id>/", views.result, name="result"),
]
