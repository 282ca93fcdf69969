"""`picks today`."""


def today() -> None:
    """Make one digest from the command line."""
    raise NotImplementedError
