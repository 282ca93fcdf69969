"""The Bot API's methods by name, in lower case as Telegram compares them."""

from bot.sandbox.methods import about, editing, files, media, members, polling, sending
from bot.sandbox.methods.common import Method

METHODS: dict[str, Method] = {
    name.lower(): method
    for module in (about, editing, files, media, members, polling, sending)
    for name, method in module.METHODS.items()
}
