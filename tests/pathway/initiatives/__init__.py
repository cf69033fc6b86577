"""The common agenda of a network, what is done under it, and who is introduced to whom."""
