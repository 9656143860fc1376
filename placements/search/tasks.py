"""What a new day brings to the index."""

from django_tasks import task

from placements.search import vocabulary
from placements.search.index import bring_up_to_date


@task()
def renew_index() -> None:
    """Renew the companies of which something began or ended by itself. Run every night."""
    bring_up_to_date()
    vocabulary.prune()
