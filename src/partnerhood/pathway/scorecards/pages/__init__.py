"""Pages of scorecards."""

from partnerhood.pathway.scorecards.pages.choosing import choose
from partnerhood.pathway.scorecards.pages.reading import indicator, reports, scorecard, version

__all__ = ["choose", "indicator", "reports", "scorecard", "version"]
