"""A database with a demo says so everywhere, and never becomes an installation."""

import runpy
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client

from stagebaken.web import preparation
from stagebaken.web.checks import refuse_demo
from stagebaken.web.models import DemoMark

pytestmark = pytest.mark.django_db


def errors() -> list[str]:
    found = run_checks(tags=["database"], databases=["default"])
    return [str(error.id) for error in found if str(error.id).startswith("stagebaken")]


def test_production_refuses_the_database_of_a_demo(settings: Any) -> None:
    settings.LOCAL = False
    assert errors() == []
    refuse_demo()
    DemoMark.leave()
    assert errors() == ["stagebaken.E001"]
    with pytest.raises(ImproperlyConfigured, match="holds the demo"):
        refuse_demo()


def test_one_machine_may_hold_a_demo(settings: Any) -> None:
    settings.LOCAL = True
    DemoMark.leave()
    DemoMark.leave()
    assert errors() == []
    refuse_demo()


def test_the_server_says_why_it_does_not_start(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.LOCAL = False
    DemoMark.leave()
    with pytest.raises(ImproperlyConfigured):
        runpy.run_module("stagebaken.wsgi")
    assert "holds the demo" in capsys.readouterr().err


@pytest.mark.parametrize(("path", "text"), [("/", "Dit is een demo."), ("/en/", "This is a demo.")])
def test_every_page_of_a_demo_says_so(client: Client, path: str, text: str) -> None:
    assert text not in client.get(path).content.decode()
    DemoMark.leave()
    assert text in client.get(path).content.decode()


@pytest.mark.parametrize("host", ["192.0.2.1", "stagebaken.example", "::"])
def test_a_demo_is_served_to_this_machine_only(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "prepare", lambda: None)
    monkeypatch.setattr(preparation, "is_taken", lambda *_: False)
    DemoMark.leave()
    with pytest.raises(CommandError, match="holds the demo") as caught:
        call_command("serve", host=host)
    assert caught.value.returncode == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_has_several_names(host: str) -> None:
    assert preparation.is_loopback(host)


@pytest.mark.parametrize(
    ("is_local", "wanted", "expected"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_the_demo_is_loaded_on_one_machine_while_there_is_no_school(
    is_local: bool, wanted: bool, expected: bool, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparation, "get_commands", lambda: {"demo": "reports.demo"})
    settings.LOCAL, settings.SERVE_DEMO = is_local, wanted
    assert preparation.may_load_demo() is expected
