"""What everybody may see of a school: what it chose to publish, and nothing else."""

from collections.abc import Sequence

from placements.releases import choosing, policy
from placements.releases.models import Release, SchoolConsent, Scope
from schools.registry.models import School


def releases_of(school: School) -> list[tuple[Release, tuple[str, ...]]]:
    """The public releases of a school with their public tables, the latest first."""
    consents = list(SchoolConsent.objects.filter(school=school))
    if not consents:
        return []
    pairs = ((one, policy.public_tables(one, consents)) for one in choosing.releases_of(school))
    return [(one, tables) for one, tables in pairs if tables]


def schools() -> list[School]:
    """Those with a public release, by name: no other order tells anything."""
    consents: dict[object, list[SchoolConsent]] = {}
    for one in SchoolConsent.objects.all():
        consents.setdefault(one.school_id, []).append(one)
    releases = Release.objects.filter(scope=Scope.SCHOOL, school__in=list(consents))
    public = {
        release.school_id
        for release in releases
        if any(one.holds_for(release) for one in consents[release.school_id])
    }
    return list(School.objects.filter(pk__in=public).order_by("name"))


def splits(tables: Sequence[str]) -> tuple[str, ...]:
    """The ways to split: all students together is a line of each."""
    order = ("herkomst", *policy.PUBLIC_TABLES)
    return tuple(name for name in order if name in tables and name != "total")
