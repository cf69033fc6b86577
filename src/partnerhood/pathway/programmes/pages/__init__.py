"""Pages of programmes: the list, one programme, its money, its results, and the keys under them."""
