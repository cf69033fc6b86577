"""How far the story may be told: its stages, and the morning on which each of them stops."""

from datetime import UTC, datetime

STAGES = {
    "first-need": datetime(2024, 1, 31, 8, 0, tzinfo=UTC),
    "before-suspension": datetime(2025, 2, 1, 8, 0, tzinfo=UTC),
    "options-open": datetime(2026, 6, 30, 8, 0, tzinfo=UTC),
    "today": datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
}
"""A later network may add its own; what is told at a stage is all that happened before its morning."""
