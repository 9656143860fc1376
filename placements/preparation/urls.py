"""/mijn-stage/voorbereiding/"""

from django.urls import path

from placements.preparation import views

app_name = "preparation"
urlpatterns = [path("", views.own, name="list")]
