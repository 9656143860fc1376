"""The way to the page of gelijke kansen, for a student's own page."""

from typing import Any

from django import template

from schools.origin import registers
from schools.registry.models import School

register = template.Library()


@register.inclusion_tag("origin/_door.html")
def origin_door(school: School) -> dict[str, Any]:
    """Nothing at all where the school does not ask."""
    return {"school": school, "is_asked": registers.of(school) is not None}
