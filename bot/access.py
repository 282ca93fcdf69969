"""Who may use the bot: only its owner, everybody, who knows the code, or who is on the list."""

import secrets

from bot.context import Services


async def may_enter(services: Services, user_id: int, payload: str) -> bool:
    """Tell whether somebody new may start; `payload` is what followed /start.

    Somebody who is there already stays, whatever the mode. Mode "owner" lets in the first person
    of an empty bot, who becomes its owner.
    """
    settings, people = services.settings, services.people
    if await people.get(user_id) is not None:
        return True
    chosen = await people.access()
    match chosen or settings.access:
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
