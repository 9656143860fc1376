from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from placements.companies.models import TrainingCompany
from placements.search import index


class Command(BaseCommand):
    help = (
        "Keep the search of /stages/ right. `reindex` makes the whole index anew from the register,"
        " some 2,000 companies at a time while people search on; `renew` only those of which"
        " something began or ended by itself, as the scheduler does every night."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["reindex", "renew"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "renew":
            self.stdout.write(f"{index.bring_up_to_date()} companies renewed.")
            return
        total = TrainingCompany.objects.count()
        for done in index.rebuild():
            self.stdout.write(f"\r{done} of {total}", ending="")
            self.stdout.flush()
        self.stdout.write(f"\r{total} companies in the index.")
