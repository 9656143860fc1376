"""The public pages and the way out: the same for everybody; the components for nobody here."""

from http import HTTPStatus

from tests.access.row import Row, everyone

# The middleware that asks for a second factor comes before the page that is not there.
LOCAL_ONLY = everyone(HTTPStatus.NOT_FOUND) | {"unfactored": HTTPStatus.FOUND}
OPEN = everyone(HTTPStatus.OK)

ROWS = [
    Row("ui:home", OPEN),
    Row("ui:help", OPEN),
    Row("ui:protection", OPEN),
    Row("ui:privacy", OPEN),
    Row("ui:accessibility", OPEN),
    Row("ui:leave", everyone(HTTPStatus.SEE_OTHER)),
    Row("ui:leave", everyone(HTTPStatus.METHOD_NOT_ALLOWED), method="post"),
    Row("ui:design", LOCAL_ONLY),
    Row("postbox:letters", LOCAL_ONLY),
]
