"""Clean one file: from standard input to standard output, in a process that can do nothing else.

Answers one JSON line, `{"format": …, "size": …}` and the clean bytes, or `{"refused": …}`.
No Django here, no settings, no environment: what is not imported cannot be attacked.
"""

import importlib
import json
import sys
from typing import Protocol, cast

from reports.attachments.cleaner.confinement import close_the_door, confine
from reports.attachments.cleaner.formats import Clean, Limits, Source, recognise
from reports.attachments.cleaner.refusals import Refusal, Uncleanable

MODULES = {
    Source.JPEG: "images",
    Source.PNG: "images",
    Source.WEBP: "images",
    Source.PDF: "documents",
    Source.TEXT: "texts",
}


class Cleaner(Protocol):
    def prepare(self) -> None: ...

    def clean(self, data: bytes, source: Source, limits: Limits) -> Clean: ...


def _cleaner(source: Source) -> Cleaner:
    """Import only the library that this kind of file needs."""
    name = MODULES.get(source, "sounds")
    return cast("Cleaner", importlib.import_module(f"reports.attachments.cleaner.{name}"))


def _clean(data: bytes, limits: Limits) -> Clean:
    if len(data) > limits.input_bytes:
        raise Uncleanable(Refusal.TOO_LARGE)
    source = recognise(data)
    cleaner = _cleaner(source)
    cleaner.prepare()
    close_the_door()
    clean = cleaner.clean(data, source, limits)
    if len(clean.body) > limits.output_bytes:
        raise Uncleanable(Refusal.TOO_LARGE)
    return clean


def _outcome(data: bytes, limits: Limits) -> Clean | Refusal:
    try:
        return _clean(data, limits)
    except Uncleanable as error:
        return error.refusal
    except (MemoryError, RecursionError):
        return Refusal.TOO_HEAVY
    except Exception:  # noqa: BLE001 - a parser's every failure means one thing: no clean file
        return Refusal.DAMAGED


def run() -> None:
    limits = Limits(**json.loads(sys.argv[1]))
    confine(memory=limits.memory, cpu_seconds=limits.cpu_seconds)
    outcome = _outcome(sys.stdin.buffer.read(limits.input_bytes + 1), limits)
    out = sys.stdout.buffer
    if isinstance(outcome, Clean):
        header = {"format": outcome.format, "size": len(outcome.body)}
        out.write(json.dumps(header).encode() + b"\n" + outcome.body)
    else:
        out.write(json.dumps({"refused": outcome}).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    run()
