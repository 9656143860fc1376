"""One log format for everything: what broke and where, never what it broke on.

A message can hold an address, a receipt or a sentence from a report (an IntegrityError quotes the
row), so no message is ever written; a random id ties a line to the error page that showed it.
"""

import logging
import secrets
import sys
import threading
from pathlib import Path
from traceback import FrameSummary, extract_tb
from types import TracebackType

ROOT = Path(__file__).resolve().parents[3]
_NOT_OURS = ("site-packages", "dist-packages")


class LocationFormatter(logging.Formatter):
    """LEVEL logger ExceptionClass file:line id."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        where = place(error) if error else f"- {short(record.pathname)}:{record.lineno}"
        return f"{record.levelname} {record.name} {where} {_id_of(record)}"


def place(error: BaseException) -> str:
    """Return the class of an error, and the innermost line of our own that it passed."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(frame)] or list(frames)
    where = f"{short(ours[-1].filename)}:{ours[-1].lineno}" if ours else "-"
    return f"{name} {where}"


def short(filename: str) -> str:
    """Return a path within the project or, outside of it, the last parts of it."""
    path = Path(filename)
    if path.is_relative_to(ROOT) and not set(path.parts) & set(_NOT_OURS):
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-3:])


def say_where_only() -> None:
    """Make a process that nobody watches write places only, also where Python itself would write.

    A warning may quote a value, and a time of day is enough to break promise P3.
    """
    sys.excepthook = _log_end
    threading.excepthook = lambda end: _log_end(end.exc_type, end.exc_value, end.exc_traceback)
    sys.unraisablehook = lambda end: _log_end(end.exc_type, end.exc_value, end.exc_traceback)
    logging.captureWarnings(capture=True)


def _log_end(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if error and not issubclass(kind, KeyboardInterrupt):
        logging.getLogger("stagebaken").critical("ended", exc_info=(kind, error, trace))


def _is_ours(frame: FrameSummary) -> bool:
    path = Path(frame.filename)
    return path.is_relative_to(ROOT) and not set(path.parts) & set(_NOT_OURS)


def _id_of(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    return getattr(request, "error_id", None) or secrets.token_hex(4)
