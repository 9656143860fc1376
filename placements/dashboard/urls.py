"""/leerbedrijf/"""

from django.urls import path

from placements.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.companies, name="companies"),
    path("<uuid:company_id>/", views.home, name="home"),
]
