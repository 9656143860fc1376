"""/toezicht/jaarcijfers/"""

from django.urls import path

from reports.yearly import views

app_name = "yearly_groups"

urlpatterns = [
    path("", views.groups_home, name="home"),
    path("<int:year>/", views.groups_page, name="groups"),
    path("<int:year>/cijfers.csv", views.groups_csv, name="groups_csv"),
    path("<int:year>/jaarcijfers.pdf", views.groups_pdf, name="groups_pdf"),
]
