from django.apps import AppConfig


class ReporterConfig(AppConfig):
    name = "reports.reporter"
