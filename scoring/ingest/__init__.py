"""Asks every source, stores what came, and knows how each of them does."""
