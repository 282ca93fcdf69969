"""Who may use the bot: only its owner, everybody, who knows a code, or who is on the list."""

import secrets

from bot.context import Services
from bot.model import Person


async def enter(services: Services, person: Person, *, payload: str) -> Person | None:
    """Add somebody new who may start; return who is stored, or None for who may not.

    INVITE_CODE lets in as many as know it. A code that the owner made has so many uses, and the
    use is counted in the transaction that adds the person.
    """
    mode = await access_mode(services)
    if mode == "owner":  # of two who come in the same moment, one is first
        return await services.people.add_first(person)
    if await may_enter(services, person.id, payload):
        return await services.people.add(person)
    if mode != "invite":
        return None
    return await services.invites.admit(person, code=payload.strip(), now=services.clock())


async def access_mode(services: Services) -> str:
    """Return who gets in: what the owner chose in the chat, else the setting."""
    return await services.people.access() or services.settings.access


async def may_enter(services: Services, user_id: int, payload: str) -> bool:
    """Tell whether somebody new may start; `payload` is what followed /start.

    Somebody who is there already stays, whatever the mode. Mode "owner" lets in the first person
    of an empty bot, who becomes its owner.
    """
    settings, people = services.settings, services.people
    if await people.get(user_id) is not None:
        return True
    match await access_mode(services):
        case "open":
            return True
        case "invite":
            return _same_code(services, payload)
        case "allow":
            return user_id in settings.allowed_ids
        case _:
            return not await people.anyone()


def _same_code(services: Services, payload: str) -> bool:
    """Compare in constant time; without an INVITE_CODE no code is right."""
    code = services.settings.invite_code
    if code is None:
        return False
    return secrets.compare_digest(code.get_secret_value().encode(), payload.strip().encode())
