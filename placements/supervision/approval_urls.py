"""/leerbedrijf/goedkeuring/"""

from django.urls import path

from placements.supervision import approval_views as views

app_name = "approvals"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/", views.overview, name="overview"),
    path("<slug:code>/bedrijven/<uuid:company_id>/", views.approve, name="approve"),
    path("<slug:code>/<int:approval_id>/intrekken/", views.withdraw, name="withdraw"),
]
