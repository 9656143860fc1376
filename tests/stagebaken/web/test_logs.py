"""Nothing that was typed, sent or stored gets into a log."""

import io
import logging
import logging.config
import sys
import threading
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st

from stagebaken.web import gunicorn_conf
from stagebaken.web.logs import LocationFormatter, place, say_where_only, short
from stagebaken.web.server_log import ServerLog
from tests.stagebaken.web.addresses import CANARY

pytestmark = pytest.mark.urls("tests.stagebaken.web.addresses")


def fail() -> NoReturn:
    secret = CANARY
    raise ValueError(secret)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger writes, as settings.LOGGING writes it."""
    before = logging.root.handlers[:]
    logging.config.dictConfig(settings.LOGGING)
    (handler,) = [one for one in logging.root.handlers if one not in before]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    handler.setStream(written)
    yield written
    logging.root.removeHandler(handler)
    for one in before:
        if one not in logging.root.handlers:
            logging.root.addHandler(one)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/melden/stuk", "/zaken/stuk", "/api/v1/reports/stuk"])
def test_an_error_is_logged_as_a_place_and_nothing_else(log: io.StringIO, path: str) -> None:
    client = Client(raise_request_exception=False, headers={"user-agent": CANARY})
    response = client.post(
        f"{path}?q={CANARY}", {"account": f"{CANARY} in the form"}, REMOTE_ADDR="203.0.113.7"
    )
    assert response.status_code == 500
    assert CANARY not in response.content.decode()
    (line,) = log.getvalue().splitlines()
    level, name, error, where, error_id = line.split(" ")
    assert (level, name, error) == ("ERROR", "django.request", "ValueError")
    assert where.startswith("tests/stagebaken/web/addresses.py:")
    assert len(error_id) == 8
    assert CANARY not in line
    assert "203.0.113.7" not in line


@pytest.mark.django_db
def test_the_error_page_shows_the_id_of_its_line(log: io.StringIO) -> None:
    response = Client(raise_request_exception=False).get("/melden/stuk")
    assert log.getvalue().split()[-1] in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nergens", "/melden/verboden", "/en/zaken/nergens"])
def test_a_wrong_address_of_a_visitor_leaves_no_line(log: io.StringIO, path: str) -> None:
    Client().get(path)
    Client(enforce_csrf_checks=True).post("/melden/toon", {"account": "x"})
    assert log.getvalue() == ""


@pytest.mark.django_db
def test_a_wrong_host_name_is_not_repeated(log: io.StringIO) -> None:
    assert Client().get("/melden/toon", headers={"host": f"{CANARY}.example"}).status_code == 400
    assert "DisallowedHost" in log.getvalue()
    assert CANARY not in log.getvalue()


@given(message=st.text(min_size=3), argument=st.text(min_size=3), level=st.integers(10, 50))
def test_no_message_or_argument_is_ever_written(message: str, argument: str, level: int) -> None:
    record = logging.LogRecord("n", level, __file__, 1, message, (argument,), None)
    error_id = LocationFormatter().format(record).rsplit(" ", 1)[1]
    expected = f"{record.levelname} n - tests/stagebaken/web/test_logs.py:1 {error_id}"
    assert LocationFormatter().format(record)[:-8] == expected[:-8]


def test_every_logger_writes_through_the_one_format(log: io.StringIO) -> None:
    for name in ("django.server", "django.request", "django.security.csrf", "django.db.backends"):
        logging.getLogger(name).error("%s", CANARY, stack_info=True, extra={"note": CANARY})
    logging.getLogger("some.package").warning(CANARY)
    assert len(log.getvalue().splitlines()) == 5
    assert CANARY not in log.getvalue()


def test_no_logger_has_a_handler_of_its_own(log: io.StringIO) -> None:
    own = [
        name
        for name, logger in logging.root.manager.loggerDict.items()
        if isinstance(logger, logging.Logger)
        and name.startswith(("django", "stagebaken", "reports", "schools", "placements"))
        and (logger.handlers or not logger.propagate)
    ]
    assert own == []


def test_nobody_is_mailed_a_traceback() -> None:
    assert settings.ADMINS == []
    assert "AdminEmailHandler" not in str(settings.LOGGING)


def test_the_server_writes_its_own_lines_in_the_same_format(
    capsys: pytest.CaptureFixture[str],
) -> None:
    config = Config()
    config.set("loglevel", "debug")
    config.set("accesslog", "-")
    log = ServerLog(config)
    log.error("Invalid request from ip=%s", "203.0.113.7")
    with pytest.raises(ValueError, match=CANARY) as caught:
        fail()
    log.error("Error handling request %s", f"/dossier/{CANARY}", exc_info=caught.value)
    log.access(None, None, {}, None)
    log.error_log.handlers.clear()
    written = capsys.readouterr()
    assert written.out == ""
    assert len(written.err.splitlines()) == 2
    assert "ValueError tests/stagebaken/web/test_logs.py" in written.err
    assert CANARY not in written.err
    assert "203.0.113.7" not in written.err


def test_the_server_keeps_no_access_log() -> None:
    assert gunicorn_conf.accesslog is None
    assert gunicorn_conf.logger_class is ServerLog
    assert not gunicorn_conf.preload_app


def test_a_report_of_an_error_hides_everything() -> None:
    request = RequestFactory().post(f"/?q={CANARY}", {"account": CANARY})
    request.COOKIES["__Host-dossier"] = CANARY
    hide = get_exception_reporter_filter(request)
    with pytest.raises(ValueError, match=CANARY) as caught:
        fail()
    trace = caught.tb
    reporter: Any = get_exception_reporter_class(request)
    report = reporter(request, ValueError, caught.value, trace)
    frame = caught.traceback[-1].frame.raw
    shown = [
        report.get_traceback_text(),
        report.get_traceback_html(),
        hide.get_post_parameters(request),
        hide.get_safe_cookies(request),
        hide.get_safe_request_meta(request),
        hide.get_safe_settings(),
        list(hide.get_traceback_frame_variables(request, frame)),
    ]
    assert ("secret", "********") in shown[-1]
    assert hide.is_active(request)
    assert CANARY not in str(shown)


def test_a_place_names_the_innermost_line_of_our_own() -> None:
    with pytest.raises(ValueError, match="Unsupported version") as caught:
        logging.config.dictConfig({"version": 3})
    assert place(caught.value).startswith("ValueError tests/stagebaken/web/test_logs.py:")
    caught.value.__traceback__ = caught.tb.tb_next
    assert place(caught.value).startswith("ValueError ")
    assert "logging/config.py:" in place(caught.value)
    caught.value.__traceback__ = None
    assert place(caught.value) == "ValueError -"
    assert short("/usr/lib/python3/site-packages/a/b/c.py") == "a/b/c.py"


def test_a_process_that_nobody_watches_ends_without_a_traceback(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    say_where_only()
    logging.captureWarnings(capture=False)
    with pytest.raises(ValueError, match=CANARY) as caught:
        fail()
    sys.excepthook(ValueError, caught.value, caught.tb)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert len(log.getvalue().splitlines()) == 1
    assert "CRITICAL stagebaken ValueError tests/stagebaken/web/test_logs.py" in log.getvalue()
    assert CANARY not in log.getvalue()
