"""/zaken/jaarverslag/"""

from django.urls import path

from reports.yearly import views

app_name = "yearly"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/<int:year>/", views.school_page, name="school"),
    path("<slug:code>/<int:year>/cijfers.csv", views.school_csv, name="school_csv"),
    path("<slug:code>/<int:year>/jaarverslag.pdf", views.school_pdf, name="school_pdf"),
]
