"""The whole demo story: dear to tell, so each process tells it once."""

from partnerhood.config.story import script
from partnerhood.config.story.stages import STAGES


def the_story() -> None:
    """Tell it up to demo day."""
    script.told(STAGES["today"])
