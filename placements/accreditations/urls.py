"""/stages/controle/"""

from django.urls import path

from placements.accreditations import views

app_name = "accreditations"
urlpatterns = [
    path("", views.verify, name="verify"),
    path("nummer/", views.identify, name="identify"),
]
