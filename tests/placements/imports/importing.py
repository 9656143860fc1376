"""An operator at the keyboard: a file, a command, what it answered."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import CommandError, call_command

REAL = Path(__file__).resolve().parents[4] / "shared" / "data"


@dataclass
class Answer:
    code: int
    text: str
    refused: list[str]  # "line,reason"


class Desk:
    """A folder with files, of which the name is the source."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, content: str | bytes, name: str) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, kind: str, file: Path, **options: Any) -> Answer:
        report, out = self.folder / "report.out", io.StringIO()
        code, line = 0, ""
        try:
            call_command(f"import_{kind}", file, report=report, stdout=out, **options)
        except CommandError as error:
            code, line = error.returncode, str(error)
        refused = report.read_text().splitlines()[1:] if report.exists() else []
        return Answer(code, f"{out.getvalue()}{line}", refused)

    def give(self, kind: str, content: str | bytes, **options: Any) -> Answer:
        return self.run(kind, self.write(content, options.pop("name", f"{kind}.csv")), **options)


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that an import can touch."""
    rooms = ("geography", "companies", "accreditations", "registry", "vault", "audit", "search")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    return {model._meta.label: sorted(model.objects.values_list(), key=str) for model in models}
