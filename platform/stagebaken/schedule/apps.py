from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import pre_save


class ScheduleConfig(AppConfig):
    name = "stagebaken.schedule"

    def ready(self) -> None:
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - needs the models

        from stagebaken.schedule.jobs import timetable_check  # noqa: PLC0415
        from stagebaken.schedule.retries import keep_place_only  # noqa: PLC0415

        register(timetable_check)
        pre_save.connect(keep_place_only, sender=DBTaskResult, dispatch_uid="place_only")
