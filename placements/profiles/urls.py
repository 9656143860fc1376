"""/stages/<id>/"""

from django.urls import path

from placements.profiles import views

app_name = "profiles"
urlpatterns = [path("<uuid:company_id>/", views.company, name="company")]
