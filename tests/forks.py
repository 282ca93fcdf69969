"""Processes to kill: forked from one that has imported everything, so each starts in milliseconds.

They are processes of their own all the same, with their own database handles, killed by kill -9.
"""

import multiprocessing

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.bot.sending", "tests.crashing", "tests.bot.commands"])
