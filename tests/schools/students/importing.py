"""An operator at the keyboard with a list of students."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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

    def run(self, file: Path, **options: Any) -> Answer:
        report, out = self.folder / "report.out", io.StringIO()
        code, line = 0, ""
        options = {"school": "zeewaarde"} | options
        try:
            call_command("import_students", file, report=report, stdout=out, **options)
        except CommandError as error:
            code, line = error.returncode, str(error)
        refused = report.read_text().splitlines()[1:] if report.exists() else []
        return Answer(code, f"{out.getvalue()}{line}", refused)

    def give(self, content: str | bytes, name: str = "lijst.csv", **options: Any) -> Answer:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.run(path, **options)
