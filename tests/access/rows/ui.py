"""The public pages and the way out: the same for everybody; the components for nobody here."""

from http import HTTPStatus

from tests.access.row import Row, everyone

OPEN = everyone(HTTPStatus.OK)

ROWS = [
    Row("ui:home", OPEN),
    Row("ui:help", OPEN),
    Row("ui:protection", OPEN),
    Row("ui:privacy", OPEN),
    Row("ui:accessibility", OPEN),
    Row("ui:leave", everyone(HTTPStatus.SEE_OTHER)),
    Row("ui:leave", everyone(HTTPStatus.METHOD_NOT_ALLOWED), method="post"),
    Row("ui:design", everyone(HTTPStatus.NOT_FOUND)),
]
