"""`picks try`."""


def try_() -> None:
    """Chat with the real bot in a browser, without a token or a key."""
    raise NotImplementedError
