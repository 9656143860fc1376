"""Health, for whoever watches the installation."""

from http import HTTPStatus

from tests.access.row import Row, everyone

ROWS = [
    Row("web:healthz", everyone(HTTPStatus.OK)),
    # No scheduler runs beside the tests, so this installation is not ready.
    Row("web:readyz", everyone(HTTPStatus.SERVICE_UNAVAILABLE)),
]
