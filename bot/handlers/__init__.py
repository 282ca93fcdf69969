"""One file per conversation; `bot/app.py` lists every handler in order."""
