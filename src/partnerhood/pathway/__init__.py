"""The work itself, from a need to a hand-over; a later room may look back, never ahead."""
