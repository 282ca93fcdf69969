"""Reads a CV's file in a process of its own, with limits of time and memory."""
