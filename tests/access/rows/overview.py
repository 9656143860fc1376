"""The overview of who searches: coordinators; a timeline: they, and the student of the own."""

from tests.access.row import Row, only
from tests.access.rows.messages import HERE, own, school, theirs

READS = only("locked", "excluded")

ROWS = [
    Row("overview:list", READS, kwargs=school),
    Row("overview:groups", READS, kwargs=school),
    Row("overview:timeline", READS, kwargs=theirs, data=HERE),
    Row("own_timeline:home", only("student", status=302), data=HERE),
    Row("own_timeline:one", only("student"), kwargs=own, data=HERE),
    # Without a record, nobody finds these pages.
    Row("own_timeline:home", only()),
    Row("own_timeline:one", only(), kwargs=own),
]
