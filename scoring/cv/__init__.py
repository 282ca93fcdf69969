"""A CV as text: its parts, its facts, without its contact data, and a first profile from it."""
