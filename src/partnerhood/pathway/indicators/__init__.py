"""What partners count, and how a count becomes a figure: sixty definitions in plain words that a network may choose from,
each with its numerator, its denominator, which way is better and how it misleads; and what an organisation counts in its own
way, version by version. The room looks back at the vocabulary for domains and aims, and at partnerships for who reads whose.
It never holds a reading (that is measurement), never a patient's name, and never compares people."""
