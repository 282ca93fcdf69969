"""`picks ingest`."""


def ingest() -> None:
    """Ask every source once and print what came."""
    raise NotImplementedError
