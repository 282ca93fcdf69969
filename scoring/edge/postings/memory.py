"""Keeps Python's collector of cycles from looking at postings: they have none, and are many."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the collector off for a while.

    It would look in vain at each of the objects that a pool of postings is, again and again: that
    takes more than half of the time of listing or storing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
