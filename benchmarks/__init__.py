"""Measurements run by hand; they print tables and assert nothing on time."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot` does, before numpy is loaded
