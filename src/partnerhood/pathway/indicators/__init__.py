"""What partners count, and how a count becomes a figure: sixty definitions in plain words that a network may choose from,
each with its numerator, its denominator, which way is better and how it misleads. The room looks back at the vocabulary
for domains and aims. It never holds a reading (that is measurement), never a patient's name, and never compares people."""
