"""Three questions to a reporter, in the own dossier: not asked while the case is young."""

from tests.access.row import Row, everyone

ROWS = [
    Row("aftercare:check-in", everyone(302)),
    Row("aftercare:check-in", everyone(409) | {"reporter": 302}, method="post"),
]
