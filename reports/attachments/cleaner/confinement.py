"""Take from this process what a hostile file would use. Applied before a byte of it is read."""

import ctypes
import os
import resource

PR_SET_DUMPABLE = 4  # <sys/prctl.h>
PR_SET_NO_NEW_PRIVS = 38
STANDARD_STREAMS = 3
NICENESS = 5  # the web processes go first


def confine(*, memory: int, cpu_seconds: int) -> None:
    """Bound memory and time; forbid files, processes and core dumps."""
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    _limit(resource.RLIMIT_FSIZE, 0)  # not one byte can be written to a file
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NPROC, 0)  # no thread, no process (root is exempt: do not serve as root)
    # A core piped to a crash reporter ignores RLIMIT_CORE; an undumpable process has no core.
    _control(PR_SET_DUMPABLE, 0)
    _control(PR_SET_NO_NEW_PRIVS, 1)
    os.nice(NICENESS)


def close_the_door() -> None:
    """After the last import: no file, socket or pipe can be opened any more."""
    _limit(resource.RLIMIT_NOFILE, STANDARD_STREAMS)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _control(option: int, value: int) -> None:
    """Call prctl where there is one (Linux)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(option, value, 0, 0, 0)
