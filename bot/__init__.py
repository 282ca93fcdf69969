"""The Telegram bot: talks to people and calls `scoring`."""

import os

# Flood waits as timedelta: without it python-telegram-bot warns at every 429 that it reads.
# https://docs.python-telegram-bot.org/en/v22.8/telegram.error.html#telegram.error.RetryAfter
os.environ.setdefault("PTB_TIMEDELTA", "true")

# Ranking has threads of its own; those of numpy's matrix products wait for each other by spinning,
# which costs several times what they compute as soon as anything else runs.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
