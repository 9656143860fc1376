from django.apps import AppConfig


class StudentsConfig(AppConfig):
    name = "schools.students"

    def ready(self) -> None:
        from schools.students import receivers  # noqa: F401, PLC0415 - connects them
