"""The school that a report is for, as the reporter meets it."""

import re

from schools.registry.models import School

CODE = re.compile(r"[-\w]{1,40}")


def find_school(code: str) -> School | None:
    """Find a school by a code that anybody may have typed.

    Also one whose reporting point is closed: its students keep a logbook, and read that nobody
    there can open a report now.
    """
    if not CODE.fullmatch(code):
        return None
    return School.objects.filter(code=code).select_related("vault").first()


def is_school_address(address: str, school: School | None) -> bool:
    """Whether the school could see that mail arrives at this address."""
    if school is None:
        return False
    host = address.rpartition("@")[2].casefold()
    domains = re.split(r"[\s,;]+", school.email_domains.casefold())
    return any(
        host == domain or host.endswith(f".{domain}")
        for domain in (one.lstrip("@") for one in domains)
        if domain
    )
