"""English is complete: every Dutch sentence in every room has its translation, compiled.

`--write` collects new sentences into the catalogues (needs GNU gettext) and compiles them.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
METADATA = {  # nothing that changes by the day or by the machine
    "Project-Id-Version": "Stagebaken",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def features() -> list[Path]:
    """Every app of ours, by its apps.py."""
    found = [
        path.parent
        for room in ("platform/stagebaken", "schools", "placements", "reports")
        for path in sorted((ROOT / room).glob("*/apps.py"))
    ]
    return [path for path in found if path.name != "settings"]


def collect(feature: Path, place: Path) -> polib.POFile | None:
    """The sentences in the sources of one feature, as GNU gettext finds them."""
    copy = place / feature.name
    shutil.copytree(feature, copy, ignore=shutil.ignore_patterns("locale", "__pycache__"))
    (copy / "locale").mkdir()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "stagebaken.settings.test",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
        "PYTHONSAFEPATH": "1",  # a module of the feature must not hide a room of its name
    }
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location"]
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    made = copy / CATALOGUE
    return polib.pofile(str(made)) if made.exists() else None


def problems(feature: Path, sources: polib.POFile | None) -> list[str]:
    """What is missing, unfinished or not compiled in one feature's catalogue."""
    name, path = feature.relative_to(ROOT), feature / CATALOGUE
    wanted = {entry.msgid_with_context for entry in sources or [] if not entry.obsolete}
    if not path.exists():
        return [f"{name}: no English catalogue for {len(wanted)} sentences"] if wanted else []
    catalogue = polib.pofile(str(path))
    done = {entry.msgid_with_context for entry in catalogue.translated_entries()}
    found = [f"{name}: not translated: {text[:70]!r}" for text in sorted(wanted - done)]
    found += [f"{name}: fuzzy: {entry.msgid[:70]!r}" for entry in catalogue.fuzzy_entries()]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or dict_of(polib.mofile(str(compiled))) != dict_of(catalogue):
        found.append(f"{name}: the compiled catalogue is not up to date (make messages)")
    return found


def clashes() -> list[str]:
    """Sentences with two translations: Django merges all catalogues, so one wins everywhere.

    What means something else elsewhere gets a context.
    """
    seen: dict[str, tuple[object, Path]] = {}
    found = []
    for feature in features():
        path = feature / CATALOGUE
        if not path.exists():
            continue
        for text, translation in dict_of(polib.pofile(str(path))).items():
            first, where = seen.setdefault(text, (translation, feature))
            if first != translation:
                rooms = f"{where.relative_to(ROOT)} and {feature.relative_to(ROOT)}"
                found.append(f"{rooms}: two translations of {text[:70]!r}")
    return found


def dict_of(catalogue: polib.POFile | polib.MOFile) -> dict[str, object]:
    """What a catalogue translates, whichever of its two forms was read."""
    return {
        entry.msgid_with_context: entry.msgstr or list(entry.msgstr_plural.values())
        for entry in catalogue
        if not entry.obsolete and (entry.msgstr or any(entry.msgstr_plural.values()))
    }


def write(feature: Path, sources: polib.POFile | None) -> None:
    """Merge new sentences into the catalogue and compile it."""
    if sources is None:
        return
    path = feature / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {}
    sources.header = f"English of {feature.relative_to(ROOT)}."
    if path.exists():
        earlier_file = polib.pofile(str(path))
        known = {entry.msgid_with_context: entry for entry in earlier_file}
        if "SOME DESCRIPTIVE TITLE" not in earlier_file.header:
            sources.header = earlier_file.header
    for entry in sources:
        earlier = known.get(entry.msgid_with_context)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if earlier is not None:
            entry.msgstr, entry.msgstr_plural = earlier.msgstr, earlier.msgstr_plural
    sources.metadata, sources.metadata_is_fuzzy = dict(METADATA), 0
    sources.save(str(path))
    sources.save_as_mofile(str(path.with_suffix(".mo")))


def main() -> int:
    found: list[str] = []
    with TemporaryDirectory() as folder:
        for number, feature in enumerate(features()):
            place = Path(folder) / str(number)
            place.mkdir()
            sources = collect(feature, place)
            if "--write" in sys.argv:
                write(feature, sources)
            found += problems(feature, sources)
    found += clashes()
    print("\n".join(found) or "English is complete.")
    return 1 if found else 0


if __name__ == "__main__":
    if not shutil.which("xgettext"):
        print("*** GNU gettext was not found: the catalogues are NOT checked. ***")
        sys.exit(1 if os.environ.get("REQUIRE_ALL_TESTS") else 0)
    sys.exit(main())
