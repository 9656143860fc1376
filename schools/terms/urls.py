"""/beheer/school/…/vrije-dagen/"""

from django.urls import path

from schools.terms import views

app_name = "school_terms"

urlpatterns = [
    path("", views.breaks, name="breaks"),
    path("<uuid:break_id>/weg/", views.remove, name="remove"),
]
