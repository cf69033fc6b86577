"""Pages about people: how they come in, what they see of themselves, and how a coordinator looks after colleagues."""
