"""`picks parse`."""


def parse() -> None:
    """Print as JSON lines the postings that a saved response yields."""
    raise NotImplementedError
