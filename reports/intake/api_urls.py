"""/api/v1/receipts/ and /api/v1/reports/"""

from django.urls import path

from reports.intake import api

app_name = "intake-api"

urlpatterns = [
    path("receipts/", api.ReceiptsView.as_view(), name="receipts"),
    path("reports/", api.ReportsView.as_view(), name="reports"),
]
