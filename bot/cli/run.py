"""`picks run`."""


def run() -> None:
    """Run the bot."""
    raise NotImplementedError
