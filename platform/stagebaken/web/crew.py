"""The processes of one machine: started together, stopped together, and none restarted unseen."""

import ctypes
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 35.0  # a little more than the server gives its running requests
_LOOK_SECONDS = 0.2
_PR_SET_PDEATHSIG = 1  # Linux: prctl(2)


@dataclass
class Crew:
    """Child processes by name. `stop` may be called from a signal handler."""

    folder: Path
    members: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    def start(self, name: str, command: Sequence[str]) -> None:
        # A group of its own: Ctrl-C reaches us alone, and we stop the others in good order.
        self.members[name] = subprocess.Popen(  # noqa: S603 - a command of our own
            command,
            cwd=self.folder,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - we have one thread
        )

    def stop(self) -> None:
        """Ask all to finish; asked again, do not wait for them."""
        number = signal.SIGKILL if self.stopping.is_set() else signal.SIGTERM
        self.stopping.set()
        for member in self.members.values():
            if member.poll() is None:
                member.send_signal(number)

    def watch(self) -> str | None:
        """Wait until told to stop, or return the name of the first that ended by itself."""
        while not self.stopping.wait(_LOOK_SECONDS):
            for name, member in self.members.items():
                if member.poll() is not None:
                    return name
        return None

    def wait(self) -> None:
        """Wait for all to end, and end those that do not."""
        end = time.monotonic() + STOP_SECONDS
        for member in self.members.values():
            try:
                member.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                member.kill()
                member.wait()


def _end_with_parent() -> None:
    """Let a child end when its parent is killed, instead of holding the port for ever."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
