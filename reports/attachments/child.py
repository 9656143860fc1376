"""Run the cleaner: one process a file, bounded in number and time, fed and read in pieces.

What comes back is not trusted: a hostile file may have taken the child over.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import IO

from django.conf import settings

from reports.attachments.cleaner.formats import Format, Limits
from reports.attachments.cleaner.refusals import Refusal
from reports.attachments.errors import Refused
from stagebaken.vault.errors import Busy

ROOT = str(Path(__file__).resolve().parents[2])
# Isolated (-I: no environment, no user site, no current folder) and writing no bytecode (-B).
PROGRAM = (
    "import sys; sys.path.append(sys.argv.pop(1));"
    "from reports.attachments.cleaner.__main__ import run; run()"
)
HEADER_BYTES = 1024
PIECE_BYTES = 64 * 1024


@dataclass(frozen=True)
class CleanFile:
    """A cleaned file on its way out of the child. `body` can be read once."""

    format: Format
    size: int
    body: Iterator[bytes]


@contextlib.contextmanager
def cleaned(chunks: Iterable[bytes]) -> Iterator[CleanFile]:
    """Clean a file while the block lasts. Raises Refused, or Busy when all places are taken."""
    with _place(), _process() as process:
        _feed(process, chunks)
        answer = _answer(process)
        yield CleanFile(answer.format, answer.size, _body(process, answer.size))


@cache
def _places() -> threading.BoundedSemaphore:
    """The places of this web process: the machine's memory divides by the child's."""
    return threading.BoundedSemaphore(settings.CLEANER_PLACES)


@contextlib.contextmanager
def _place() -> Iterator[None]:
    places = _places()
    if not places.acquire(timeout=settings.CLEANER_WAIT_SECONDS):
        raise Busy("All places for cleaning files are taken.")
    try:
        yield
    finally:
        places.release()


@contextlib.contextmanager
def _process() -> Iterator[subprocess.Popen[bytes]]:
    limits = json.dumps(asdict(_limits()))
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and program, no shell
        [sys.executable, "-I", "-B", "-c", PROGRAM, ROOT, limits],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a parser's complaint may quote the file
        env={},
        cwd="/",
        start_new_session=True,
    )
    timer = threading.Timer(settings.CLEANER_SECONDS, _kill, [process])
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        timer.join()  # or it could kill a later process of the same number
        _kill(process)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                _open(pipe).close()


def _limits() -> Limits:
    return Limits(
        input_bytes=settings.ATTACHMENT_BYTES,
        output_bytes=settings.ATTACHMENT_CLEAN_BYTES,
        memory=settings.CLEANER_MEMORY,
        cpu_seconds=settings.CLEANER_CPU_SECONDS,
        pixels=settings.ATTACHMENT_PIXELS,
        pages=settings.ATTACHMENT_PAGES,
        stream_bytes=settings.CLEANER_STREAM_BYTES,
        document_bytes=settings.CLEANER_DOCUMENT_BYTES,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it may have started: its session is its own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TypeError("The cleaner runs with pipes.")
    return pipe


def _feed(process: subprocess.Popen[bytes], chunks: Iterable[bytes]) -> None:
    stdin = _open(process.stdin)
    # A child that stops reading has decided already, or died: its answer tells.
    with contextlib.suppress(BrokenPipeError):
        for chunk in chunks:
            stdin.write(chunk)
        stdin.close()


@dataclass(frozen=True)
class _Answer:
    format: Format
    size: int


def _answer(process: subprocess.Popen[bytes]) -> _Answer:
    line = _open(process.stdout).readline(HEADER_BYTES)
    try:
        header = json.loads(line)
        if "refused" in header:
            raise Refused(Refusal(header["refused"]))
        answer = _Answer(Format(header["format"]), int(header["size"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        # No answer: the kernel or the timer ended it.
        raise Refused(Refusal.TOO_HEAVY) from error
    if not 0 < answer.size <= settings.ATTACHMENT_CLEAN_BYTES:
        raise Refused(Refusal.TOO_LARGE)
    return answer


def _body(process: subprocess.Popen[bytes], size: int) -> Iterator[bytes]:
    stdout = _open(process.stdout)
    while size:
        piece = stdout.read(min(size, PIECE_BYTES))
        if not piece:
            raise Refused(Refusal.TOO_HEAVY)
        size -= len(piece)
        yield piece
