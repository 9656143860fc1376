"""The team's list with 10,000 cases, 50 a page, vault open: every title is unsealed."""

import os
import secrets
import tempfile
from typing import Any

CASES = 10_000
RUNS = 40
LIMIT_QUERIES = 15


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "STATE_DIR": place,
            "DJANGO_SETTINGS_MODULE": "stagebaken.settings.local",
        }
        import django

        django.setup()
        return [measure()]


def measure() -> dict[str, Any]:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    from tests.cast import PASSPHRASE, make_member, make_recovery, zeewaarde
    from tests.performance.server import summary, timed
    from tests.stagebaken.accounts.signing_in import sign_in

    setup_test_environment()
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    school = zeewaarde()
    make_recovery(school)
    member = make_member(school)
    fill(school)
    client = Client()
    sign_in(client, member.user)
    client.post("/zaken/kluis/openen/", {"passphrase": PASSPHRASE})

    def page() -> None:
        answer = client.get("/zaken/", {"page": 1 + secrets.randbelow(CASES // 50)})
        assert answer.status_code == 200

    with CaptureQueriesContext(connection) as captured:
        page()
    queries = len(captured)  # now: the next request empties the log
    times = [timed(page) for _ in range(RUNS)]
    return {
        "name": f"list of {CASES} cases, 50 a page, unsealed titles",
        "queries": queries,
        **summary(times, sum(times)),
        "holds": 0 < queries < LIMIT_QUERIES,
    }


def fill(school: Any) -> None:
    """File as the product does, without the stretching of receipts."""
    from django.db import transaction

    from reports.dossiers.account import Account
    from reports.intake import actions
    from stagebaken.vault.receipts import ReceiptKeys

    account = Account(school=school.code, account="Een verhaal.", wish="talk", grounds=["race"])
    filing = actions.Filing(school=school, account=account)
    for _ in range(CASES // 500):
        with transaction.atomic():
            for _ in range(500):
                keys = ReceiptKeys(secrets.token_bytes(32), secrets.token_bytes(32))
                actions._file(filing, keys, lambda: None)
