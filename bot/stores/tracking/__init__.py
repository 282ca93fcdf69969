"""Applications: their stages, notes and dates."""
