from typing import Any

from django.core.management.base import BaseCommand

from reports.tasks.watching import watch
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Make news for every member who has a task in a case whose day has passed. Each task is "
        "told once; running it again does nothing. The scheduler does this every morning."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{watch(today())} tasks told.")
