"""How the outside world enters; no rules of their own."""
