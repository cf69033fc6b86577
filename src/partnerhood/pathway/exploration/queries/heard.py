"""Who must be heard, what they advise, and what was done with it."""

from partnerhood.pathway.exploration.models import Hearing
from partnerhood.pathway.exploration.queries.sight import Sight


def hearings(sight: Sight) -> list[Hearing]:
    """Who must be heard, as this reader may know of it, the soonest due first."""
    found = Hearing.objects.filter(exploration=sight.exploration).order_by("due_date", "id")
    return sight.open(found)
