"""The chat page and what it asks for: the chat as it stands, and what the person does next.

Whoever knows the key in the path is the person; see guard.py for who is kept out.
"""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError

from bot.sandbox.api import Route
from bot.sandbox.guard import Guarded
from bot.sandbox.images import image_size
from bot.sandbox.model import Json, Message
from bot.sandbox.state import Chat

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

_FILES = Path(__file__).parent / "page"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
_GROUP = -500  # the group that the page can open, as chat.js has it
_WAIT_S = 25.0  # a look at the chat waits this long for news
_MOST_ID = 20  # characters of a chat's id
_ANSWER_S = 15.0  # a button spins this long at most
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def routes(sandbox: "Sandbox") -> list[Route]:
    """Return the routes of the page, all under its key."""
    given = {"sandbox": sandbox}
    root = rf"/chat/{sandbox.page_key}"
    return [
        (rf"{root}/(|style\.css|chat\.js|hands\.js|render\.js)", _Static, given),
        (rf"{root}/state", _State, given),
        (rf"{root}/file/([\w-]+)", _File, given),
        (rf"{root}/(text|press|upload|location|block|join)", _Act, given),
    ]


class _Page(Guarded):
    """What every answer to the page has in common."""

    def set_default_headers(self) -> None:
        """Let the page load nothing from elsewhere and tell nobody where it is."""
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")

    @property
    def person(self) -> int:
        """Return who sits at this page: ?person=8 is somebody else."""
        text = self.get_query_argument("person", "") or str(self.sandbox.person)
        if not text.isdecimal() or len(text) > 12:
            raise HTTPError(400, reason="person must be a number")
        return int(text)

    @property
    def chat(self) -> Chat:
        """Return the chat of this page's person, or the one that several read: ?group=-500."""
        text = self.get_query_argument("group", "")
        if not text:
            return self.sandbox.add_person(self.person)
        known = text.removeprefix("-").isdecimal() and len(text) <= _MOST_ID
        found = self.sandbox.world.chats.get(int(text)) if known else None
        if found is None:
            raise HTTPError(404, reason="no such group")
        return found


class _Static(_Page):
    """The page itself: three files, no network."""

    def get(self, name: str) -> None:
        """Send one of them."""
        path = _FILES / (name or "index.html")
        self.set_header("Content-Type", f"{_TYPES[path.suffix]}; charset=utf-8")
        self.finish(path.read_bytes())


class _State(_Page):
    """The chat as it stands, once there is something newer than `since`."""

    async def get(self) -> None:
        """Wait for news and send what changed."""
        text = self.get_query_argument("since", "0")
        since = int(text) if text.isdecimal() else 0
        chat = self.chat
        world = self.sandbox.world
        await self.sandbox.pulse.until(
            lambda: world.version > since or self.sandbox.closing.is_set(),
            timeout_s=_WAIT_S if since else 0,
        )
        self.finish(_state(self.sandbox, chat, person=self.person, since=since))


class _File(_Page):
    """A file of the chat, as a download."""

    def get(self, file_id: str) -> None:
        """Send the bytes; only a photo is shown, everything else is saved."""
        found = self.sandbox.world.files.get(file_id)
        if found is None:
            raise HTTPError(404)
        file, content = found
        picture = file.mime in _PICTURES
        self.set_header("Content-Type", file.mime if picture else "application/octet-stream")
        self.set_header("Content-Disposition", "inline" if picture else "attachment")
        self.finish(content)


class _Act(_Page):
    """What the person does."""

    async def post(self, action: str) -> None:
        """Do it; what cannot be done is a 400 with the reason."""
        try:
            await _ACTIONS[action](self)
        except (ValueError, LookupError, TypeError) as error:
            self.set_status(400)
            self.finish({"error": str(error)})
        else:
            self.finish({})

    def body(self) -> Json:
        """Return the JSON object of the request. Raises ValueError for anything else."""
        body: Any = json.loads(self.request.body)
        if not isinstance(body, dict):
            raise TypeError("The body must be a JSON object")
        return body


async def _say(page: _Act) -> None:
    body = page.body()
    chat, text = page.chat, str(body["text"])
    answered = chat.messages[body["reply_to"]] if body.get("reply_to") else None
    if chat.user is None:
        page.sandbox.say_in(chat.id, text, person=page.person, reply_to=answered)
    else:
        page.sandbox.send_text(text, person=page.person, reply_to=answered)


async def _press(page: _Act) -> None:
    """Press a button and wait for the bot's answer to it."""
    body = page.body()
    message = page.chat.messages[body["message_id"]]
    button = (message.keyboard or {"inline_keyboard": []})["inline_keyboard"][body["row"]][
        body["column"]
    ]
    query_id = page.sandbox.press_data(message, button["callback_data"], person=page.person)
    query = page.sandbox.world.queries[query_id]
    await page.sandbox.pulse.until(
        lambda: query.answered or page.sandbox.closing.is_set(), timeout_s=_ANSWER_S
    )


async def _upload(page: _Act) -> None:
    """Send every file of the form; a picture goes as a photo, as Telegram's app sends it."""
    for part in page.request.files.get("file", []):
        name, kind = part.filename, part.content_type
        if kind in _PICTURES and image_size(part.body):
            page.sandbox.send_photo(part.body, person=page.person)
        else:
            page.sandbox.send_document(name, part.body, person=page.person, mime=kind)


async def _share_place(page: _Act) -> None:
    body = page.body()
    latitude, longitude = float(body["latitude"]), float(body["longitude"])
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("A latitude is from -90 to 90, a longitude from -180 to 180")
    page.sandbox.send_location(latitude, longitude, person=page.person)


async def _block(page: _Act) -> None:
    act = page.sandbox.block if page.body()["blocked"] else page.sandbox.unblock
    act(person=page.person)


async def _join(page: _Act) -> None:
    """Add the bot to a group of the person's, or let somebody else join that group."""
    sandbox = page.sandbox
    if _GROUP in sandbox.world.chats:
        if page.person not in sandbox.world.chats[_GROUP].members:
            sandbox.set_member(_GROUP, page.person, "member", by=page.person)
        return
    sandbox.add_group(_GROUP, with_bot=False)
    sandbox.set_member(_GROUP, page.person, "creator", by=page.person)
    sandbox.add_bot(_GROUP, by=page.person)


_ACTIONS: dict[str, Callable[[_Act], Awaitable[None]]] = {
    "text": _say,
    "press": _press,
    "upload": _upload,
    "location": _share_place,
    "block": _block,
    "join": _join,
}


def _state(sandbox: "Sandbox", chat: Chat, *, person: int, since: int) -> Json:
    """Return what changed after version `since`; at 0, everything."""
    changed = {key for key, version in chat.changed.items() if version > since}
    world = sandbox.world
    commands = world.commands.get("default/", [])
    return {
        "version": world.version,
        "bot": {"name": world.bot.first_name, "username": world.bot.username},
        "title": chat.title,
        "messages": [
            _shown(chat.messages[key], person=person)
            for key in sorted(changed & set(chat.messages))
            if chat.messages[key].service is None  # who joined is no news on this page
        ],
        "removed": sorted(changed - set(chat.messages)),
        "commands": commands,
        "typing": chat.action == "typing",
        "draft": chat.draft,
        "blocked": chat.blocked,
        "toasts": [each for each in chat.toasts if since and each["version"] > since],
    }


def _shown(message: Message, *, person: int) -> Json:
    """Return a message as the page draws it."""
    file = message.file
    return {
        "id": message.id,
        "mine": message.sender.id == person,
        "author": message.sender.first_name,
        "date": message.date.isoformat(),
        "edited": message.edited is not None,
        "text": message.words,
        "entities": [each.model_dump(exclude_none=True) for each in message.entities],
        "file": file and file.model_dump(exclude={"mime"}),
        "location": message.location,
        "rows": message.keyboard["inline_keyboard"] if message.keyboard else [],
        "menu": message.menu,
        "reaction": message.reaction,
        "forwarded_from": message.forwarded_from,
        "reply_to": message.reply_to,
        "album": message.album,
    }
