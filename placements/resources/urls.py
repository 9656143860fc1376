"""/leerbedrijf/<id>/hulpmiddelen/"""

from django.urls import path

from placements.resources import views

app_name = "resources"
urlpatterns = [
    path("<uuid:company_id>/hulpmiddelen/", views.overview, name="list"),
    path("<uuid:company_id>/hulpmiddelen/<slug:code>/klaar/", views.complete, name="complete"),
    path("<uuid:company_id>/hulpmiddelen/<slug:code>/niet-klaar/", views.undo, name="undo"),
]
