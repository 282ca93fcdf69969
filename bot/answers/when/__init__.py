"""Reads when something is: a day and a time in a person's words."""
