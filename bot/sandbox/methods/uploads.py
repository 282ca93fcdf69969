"""Files that the bot sends: uploaded with the call or named by an id, within Telegram's limits.

https://core.telegram.org/bots/api#sending-files
"""

from bot.sandbox.images import image_kind, image_size
from bot.sandbox.model import File
from bot.sandbox.params import Params, Upload
from bot.sandbox.refusal import Refusal, bad_request
from bot.sandbox.state import World

MOST_UPLOAD = 50 * 1024 * 1024
MOST_PHOTO = 10 * 1024 * 1024
_MOST_PHOTO_SIDES = 10_000  # width and height together
_MOST_RATIO = 20


def sent_file(world: World, params: Params, *, kind: str) -> File:
    """Return the file in the parameter that is called as its kind. Raises Refusal."""
    upload = params.upload(kind)
    if upload is not None:
        return _uploaded(world, upload, kind)
    return _known(world, params.text(kind), kind)


def media_file(world: World, params: Params, *, kind: str, media: str) -> File:
    """Return the file that an InputMedia names: "attach://part", or an id. Raises Refusal."""
    if not media.startswith("attach://"):
        return _known(world, media, kind)
    upload = params.files.get(media.removeprefix("attach://"))
    if upload is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return _uploaded(world, upload, kind)


def _known(world: World, given: str, kind: str) -> File:
    if given in world.files:
        return world.files[given][0]
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the sandbox fetches nothing
    raise bad_request("wrong file identifier/HTTP URL specified")


def _uploaded(world: World, upload: Upload, kind: str) -> File:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MOST_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    return _photo(world, upload) if kind == "photo" else world.keep_file(upload)


def _photo(world: World, upload: Upload) -> File:
    if len(upload.content) > MOST_PHOTO:
        raise bad_request(f"file of size {len(upload.content)} bytes is too big for a photo")
    size = image_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _MOST_PHOTO_SIDES or max(size) > _MOST_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    # Whatever the caller calls it, a picture is what its first bytes say.
    named = Upload(name=upload.name, mime=image_kind(upload.content), content=upload.content)
    return world.keep_file(named, size=size)
