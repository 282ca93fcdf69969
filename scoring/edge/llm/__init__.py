"""Models: a chain of them that judges, what it costs, and the caps of that."""
