"""The mailbox that the settings name, for whoever asks the sources."""

from bot.settings import Settings
from scoring.edge.db import Store
from scoring.edge.imap import Account
from scoring.edge.mailbox import ImapMailbox


def mailbox_of(settings: Settings, store: Store) -> ImapMailbox | None:
    """Return the mailbox to read alerts from; None where none is set."""
    user, password = settings.mailbox_user, settings.mailbox_password
    if settings.mailbox_host is None or user is None or password is None:
        return None
    account = Account(
        host=settings.mailbox_host,
        port=settings.mailbox_port,
        user=user,
        password=password.get_secret_value(),
        folder=settings.mailbox_folder,
    )
    return ImapMailbox(store, account)
