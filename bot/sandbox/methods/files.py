"""getFile: the way to a file that a person sent, up to 20 MB."""

from bot.sandbox.methods.common import Method
from bot.sandbox.model import Json
from bot.sandbox.params import Params
from bot.sandbox.refusal import bad_request
from bot.sandbox.state import World

MOST_DOWNLOAD = 20 * 1024 * 1024


async def get_file(world: World, params: Params) -> Json:
    """Return where a file can be downloaded."""
    file_id = params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    found = world.files.get(file_id)
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    file, _ = found
    if file.size > MOST_DOWNLOAD:
        raise bad_request("file is too big")
    return file.reference() | {"file_path": file.path}


METHODS: dict[str, Method] = {"getFile": get_file}
