"""What we remember of scorecards."""

from django.db import models

from partnerhood.ground.organisations.models import Network
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record


class Scorecard(Record):
    """By what a network judges itself; its versions say how, and one of them counts from now on."""

    network = models.OneToOneField(Network, on_delete=models.PROTECT, related_name="scorecard")
    version = models.ForeignKey("ScorecardVersion", on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"scorecard of {self.network}"


class ScorecardVersion(Record):
    """By what a network judges itself from a moment on, and why; rows are only ever added, so that a former year keeps what it
    was judged by."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="versions")
    content = models.JSONField()
    why = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="scorecard_versions")
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.scorecard} from {self.chosen_at:%Y-%m-%d}"
