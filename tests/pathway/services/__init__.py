"""Who offers what care where."""
