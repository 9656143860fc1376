"""Addresses for whoever watches the installation."""

from django.urls import path

from stagebaken.web import health

app_name = "web"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
