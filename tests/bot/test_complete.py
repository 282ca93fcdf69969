"""What is in a list is complete: commands, help lines, actions, fields, settings, texts."""

import importlib
import pkgutil
import re
from typing import get_args

import pytest
from telegram.ext import CommandHandler

import bot.texts
from bot.answers.fields import chosen
from bot.app import OWNER_HANDLERS
from bot.handlers.buttons import ROUTES
from bot.keyboards import encode
from bot.language.text import Plural, Text
from bot.model import Action
from bot.texts import profile as profile_texts
from bot.texts import settings as settings_texts
from bot.texts.help import COMMANDS
from bot.views import profile as profile_view
from bot.views import settings as settings_view
from scoring.model import Pay, Profile
from tests.bot.chat import Chat
from tests.factories import NOW, person, profile

_EMOJI = re.compile("[\U0001f300-\U0001faff]")


async def test_every_registered_command_has_a_help_line_and_the_other_way_round() -> None:
    async with Chat() as chat:
        registered = {
            command
            for handlers in chat.app.handlers.values()
            for handler in handlers
            if isinstance(handler, CommandHandler)
            for command in handler.commands
        }

    assert registered == {*COMMANDS, *OWNER_HANDLERS}


async def test_the_commands_are_put_in_telegrams_menu() -> None:
    async with Chat() as chat:
        assert chat.app.post_init is not None
        await chat.app.post_init(chat.app)
        menu = await chat.app.bot.get_my_commands()

    assert {each.command: each.description for each in menu} == {
        name: what() for name, what in COMMANDS.items()
    }


async def test_help_names_every_command() -> None:
    async with Chat() as chat:
        await chat.says("/start")
        await chat.says("/help")

        assert all(f"/{command}" in chat.text for command in [*COMMANDS, *OWNER_HANDLERS])
        ben = chat.somebody(8)
        await ben.says("/start")
        await ben.says("/help")
        assert not any(f"/{command}" in ben.text for command in OWNER_HANDLERS)


def test_every_action_has_a_handler() -> None:
    assert {*ROUTES} == {*get_args(Action)}


@pytest.mark.parametrize("field", list(profile_texts.FIELDS))
def test_every_field_has_a_question_and_buttons_that_fit(field: str) -> None:
    full = profile(
        avoid=("sales",),
        hidden=("Acme",),
        no_agencies=True,
        min_pay=Pay(low=70_000, currency="EUR", period="year"),
        text="Small teams.",
        years=5,
        degree="master",
    )
    message = profile_view.field_view(full, field)

    assert profile_texts.ASK[field]() in message.html
    for button in (button for row in message.rows for button in row):
        encode(button)
        if button.action == "set":
            name, _, choice = button.value.removeprefix("p.").partition("=")
            assert name == field
            assert isinstance(chosen(full, name, choice), Profile)


@pytest.mark.parametrize("name", list(settings_texts.BUTTONS))
def test_every_setting_has_a_question_and_buttons_that_lead_somewhere(name: str) -> None:
    somebody = person(owner=True)
    message = settings_view.choices(somebody, name, access="owner")

    assert settings_texts.ASK[name]() in message.html
    for button in (button for row in message.rows for button in row):
        encode(button)
        if button.action == "set" and name != "access":
            key, _, choice = button.value.partition("=")
            assert settings_view.chosen(somebody, key, choice) is not None


def test_the_settings_card_shows_every_setting() -> None:
    card = settings_view.card(person(owner=True), now=NOW, access="owner")
    labels = [button.label for row in card.rows for button in row]

    assert labels == [each() for each in settings_texts.BUTTONS.values()]


def _texts() -> list[tuple[str, str]]:
    found = []
    for module in pkgutil.iter_modules(bot.texts.__path__, "bot.texts."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for each in value.values() if isinstance(value, dict) else [value]:
                if isinstance(each, Text):
                    found.append((f"{module.name}.{name}", each.english))
                if isinstance(each, Plural):
                    found += [(f"{module.name}.{name}", form) for form in (each.one, each.many)]
    assert len(found) > 300
    return found


def test_no_text_shouts_or_decorates() -> None:
    loud = [name for name, text in _texts() if "!" in text or _EMOJI.search(text)]

    assert loud == []
