"""How gunicorn serves: `gunicorn --config platform/stagebaken/web/gunicorn_conf.py`."""

import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SOURCE_ROOT = Path(__file__).resolve().parents[2]
if str(SOURCE_ROOT) not in sys.path:
    # Appended: the standard library's `platform` keeps precedence (see manage.py).
    sys.path.append(str(SOURCE_ROOT))

from stagebaken.web.logs import say_where_only  # noqa: E402
from stagebaken.web.server_log import ServerLog  # noqa: E402

wsgi_app = "stagebaken.wsgi:application"
chdir = str(SOURCE_ROOT.parent)
umask = 0o077

worker_class = "gthread"
workers = 2
threads = 8  # requests at once in a worker; most wait for the database or a lane of the vault
preload_app = False  # each worker opens its own connections and thread pools
timeout = 120  # seconds without a sign of life before a worker is replaced
graceful_timeout = 30  # seconds for running requests when the server is stopped
keepalive = 5  # seconds

limit_request_line = 4094  # bytes
limit_request_fields = 64
limit_request_field_size = 8190  # bytes

# Heartbeats of the workers: in memory where there is such a place, for a slow disk stalls them.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True

accesslog = None
errorlog = "-"
loglevel = "warning"
logger_class = ServerLog


def on_starting(_server: Any) -> None:
    """Try the start in a process that is thrown away, and stop at what it says.

    Otherwise each worker would say it, and gunicorn would bury it under a traceback.
    """
    trial = os.fork()
    if trial == 0:
        os._exit(_try_start())
    _, status = os.waitpid(trial, 0)
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(code)


def post_worker_init(_worker: Any) -> None:
    say_where_only()


def _try_start() -> int:
    try:
        import_module("stagebaken.wsgi")
    except ImproperlyConfigured:
        return 2
    except Exception:
        logging.getLogger("gunicorn.error").exception("the trial failed")
        return 3
    return 0
