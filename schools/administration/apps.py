from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "schools.administration"
