from typing import Any

from django.core.management.base import BaseCommand

from reports.tasks.watching import watch
from stagebaken.web.days import today


class Command(BaseCommand):
    help = (
        "Make news of every task in a case whose day is near, and again when it has passed: for "
        "the member who has it, or where nobody has, for all who can read the case. Each is told "
        "once; running it again does nothing. The scheduler does this every morning."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{watch(today())} tasks told.")
