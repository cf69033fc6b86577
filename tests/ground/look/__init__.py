"""How Partnerhood looks."""
