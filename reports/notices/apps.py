from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "reports.notices"
