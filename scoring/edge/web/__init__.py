"""The web: a polite client that reaches public addresses only, and what asks through it."""
