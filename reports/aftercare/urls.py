from django.urls import path

from reports.aftercare import views

app_name = "aftercare"

urlpatterns = [path("", views.CheckInPage.as_view(), name="check-in")]
