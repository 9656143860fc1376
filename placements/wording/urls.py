"""/leerbedrijf/<id>/tekst/"""

from django.urls import path

from placements.wording import views

app_name = "wording"
urlpatterns = [path("<uuid:company_id>/tekst/", views.text, name="text")]
