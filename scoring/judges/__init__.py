"""Opinions of one posting for one profile: from evidence alone, or from a model's reply."""
