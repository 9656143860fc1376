"""A hostile file that takes the child over still gets nothing: no file, no time, no memory."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from reports.attachments import child
from reports.attachments.cleaner.formats import Format
from reports.attachments.cleaner.refusals import Refusal
from reports.attachments.errors import REASONS
from stagebaken.vault.errors import Busy
from tests.reports.attachments.cleaning import clean, refusal

CONFINED = """
import sys; sys.path.append(sys.argv.pop(1))
import json, os, resource, socket
from reports.attachments.cleaner.confinement import close_the_door, confine
limits = json.loads(sys.argv[1])
confine(memory=limits["memory"], cpu_seconds=limits["cpu_seconds"])
def tell(text):
    body = str(text).encode()
    print(json.dumps({"format": "text", "size": len(body)}))
    sys.stdout.flush(); sys.stdout.buffer.write(body); sys.stdout.flush()
def attempt(deed):
    try:
        deed()
    except (OSError, MemoryError) as error:
        tell(type(error).__name__ + ": " + str(error))
    else:
        tell("done")
"""


def taken_over(monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    monkeypatch.setattr(child, "PROGRAM", CONFINED + deed)


@pytest.fixture
def one_place(settings: LazySettings) -> Iterator[None]:
    settings.CLEANER_PLACES = 1
    settings.CLEANER_WAIT_SECONDS = 0.05
    child._places.cache_clear()
    yield
    child._places.cache_clear()


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("attempt(lambda: open('/tmp/s-canary', 'wb', buffering=0).write(b'x'))", "too large"),
        ("close_the_door(); attempt(lambda: open('/etc/hostname'))", "Too many open files"),
        ("close_the_door(); attempt(lambda: socket.socket())", "Too many open files"),
        ("attempt(lambda: bytearray(limits['memory']))", "MemoryError"),
        ("tell(dict(os.environ).keys() - {'LC_CTYPE'})", "set()"),
        ("tell(sorted(os.listdir('/proc/self/fd')))", "['0', '1', '2', '3']"),  # 3: the listing
        ("tell(resource.getrlimit(resource.RLIMIT_NPROC))", "(0, 0)"),
        ("tell(resource.getrlimit(resource.RLIMIT_CORE))", "(0, 0)"),
        ("tell(os.getcwd())", "/"),
        ("tell('django' in sys.modules)", "False"),
    ],
)  # fmt: skip
def test_a_child_that_is_taken_over_reaches_nothing(
    monkeypatch: pytest.MonkeyPatch, deed: str, told: str
) -> None:
    taken_over(monkeypatch, deed)
    assert told in clean(b"")[1].decode()


def test_a_child_cannot_be_dumped_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    # A core dump would hold the file in clear.
    taken_over(monkeypatch, "import ctypes; tell(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))")
    assert clean(b"")[1] == b"0"


@pytest.mark.parametrize(
    "deed",
    [
        "while True: pass",
        "import time; time.sleep(60)",
        "os.write(1, b'{')\nimport time; time.sleep(60)",
        'print(\'{"format": "text", "size": 9}\', flush=True)\nimport time; time.sleep(60)',
    ],
)
def test_a_child_that_does_not_end_is_ended(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings, deed: str
) -> None:
    settings.CLEANER_SECONDS = 0.5
    taken_over(monkeypatch, deed)
    start = time.monotonic()
    assert refusal(bytes(10_000_000)) is Refusal.TOO_HEAVY
    assert time.monotonic() - start < 5


def test_a_child_that_uses_too_much_time_is_ended_by_the_kernel(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.CLEANER_CPU_SECONDS = 1
    taken_over(monkeypatch, "while True: pass")
    assert refusal(b"") is Refusal.TOO_HEAVY


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ('print(\'{"format": "html", "size": 4}\'); print(\'<b/>\')', Refusal.TOO_HEAVY),
        ('print(\'{"format": "text", "size": 99}\'); print(\'short\')', Refusal.TOO_HEAVY),
        ('print(\'{"format": "text", "size": 1e12}\')', Refusal.TOO_LARGE),
        ('print(\'{"format": "text", "size": -1}\')', Refusal.TOO_LARGE),
        ('print(\'{"format": "text", "size": "a"}\')', Refusal.TOO_HEAVY),
        ('print(\'{"refused": "<script>"}\')', Refusal.TOO_HEAVY),
        ("print('[' * 5000)", Refusal.TOO_HEAVY),
        ("print('[]')", Refusal.TOO_HEAVY),
        ("sys.exit(1)", Refusal.TOO_HEAVY),
        ("os.kill(os.getpid(), 11)", Refusal.TOO_HEAVY),
    ],
)
def test_a_child_that_lies_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, answer: str, why: Refusal
) -> None:
    taken_over(monkeypatch, answer)
    assert refusal(b"") is why


def test_a_child_that_sends_more_than_it_said_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_over(monkeypatch, "tell('abc'); os.write(1, b'more' * 100)")
    assert clean(b"") == (Format.TEXT, b"abc")


def test_a_child_may_stop_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_over(monkeypatch, "os.close(0); tell('enough')")
    assert clean(bytes(5_000_000)) == (Format.TEXT, b"enough")


def test_no_child_is_left_when_the_reader_stops_halfway() -> None:
    def stop_halfway() -> None:
        with child.cleaned([b"tekst " * 50_000]) as file:
            next(file.body)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_halfway()
    assert child._places().acquire(blocking=False)
    child._places().release()


@pytest.mark.usefixtures("one_place")
def test_who_comes_when_all_places_are_taken_hears_busy() -> None:
    with child.cleaned([b"de eerste"]), pytest.raises(Busy), child.cleaned([b"de tweede"]):
        pass


@pytest.mark.usefixtures("one_place")
def test_who_waits_a_moment_gets_the_place_of_another(settings: LazySettings) -> None:
    settings.CLEANER_WAIT_SECONDS = 20
    done: list[bytes] = []
    threads = [threading.Thread(target=lambda: done.append(clean(b"hallo")[1])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [b"hallo"] * 4


def test_a_file_that_is_larger_than_allowed_is_refused(settings: LazySettings) -> None:
    settings.ATTACHMENT_BYTES = 1000
    assert refusal(b"a" * 1001) is Refusal.TOO_LARGE


def test_a_clean_file_that_is_larger_than_allowed_is_refused(settings: LazySettings) -> None:
    settings.ATTACHMENT_CLEAN_BYTES = 1000
    assert refusal("é".encode("cp1252") * 900) is Refusal.TOO_LARGE


def test_every_refusal_has_its_sentence() -> None:
    assert set(REASONS) == set(Refusal)
