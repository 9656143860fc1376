"""/beheer/school/…/gelijke-kansen/"""

from django.urls import path

from schools.origin import school_views

app_name = "origin_school"

urlpatterns = [
    path("", school_views.basis, name="basis"),
    path("uitzetten/", school_views.switch_off, name="switch_off"),
]
