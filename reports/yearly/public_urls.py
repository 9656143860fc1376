"""/uitkomsten/zo-tellen-wij/"""

from django.urls import path

from reports.yearly import views

app_name = "yearly_definition"

urlpatterns = [path("zo-tellen-wij/", views.definition, name="definition")]
