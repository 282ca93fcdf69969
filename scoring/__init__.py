"""Turns postings into picks for one person; knows nothing of Telegram."""
