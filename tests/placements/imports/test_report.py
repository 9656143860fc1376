"""The report of an import stands beside its file, never in its place."""

import pytest
from django.core.management import CommandError, call_command

from tests.placements.imports.importing import Desk


@pytest.mark.parametrize("is_linked", [False, True])
def test_a_report_never_overwrites_the_file_that_is_read(desk: Desk, is_linked: bool) -> None:
    file = desk.write("naam;plaats\nGarage;Ede\n", "bedrijven.csv")
    report = desk.folder / "link.csv" if is_linked else file
    if is_linked:
        report.symlink_to(file)
    with pytest.raises(CommandError, match="would overwrite"):
        call_command("import_companies", file, report=report)
    assert "Garage" in file.read_text()
