"""Who gets in: by default only the first person who starts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.access import enter, may_enter
from bot.compose import open_services
from bot.context import Services
from bot.settings import Settings
from tests.factories import NOW, person


@asynccontextmanager
async def _services(folder: Path, **settings: Any) -> AsyncIterator[Services]:
    configured = Settings(**{"database": folder / "picks.db", **settings})
    async with open_services(configured, clock=lambda: NOW) as services:
        yield services


async def test_by_default_the_first_person_gets_in_and_nobody_after(tmp_path: Path) -> None:
    async with _services(tmp_path) as services:
        first = await may_enter(services, 1, "")
        await services.people.add(person(id=1))

        assert first
        assert not await may_enter(services, 2, "")
        assert await may_enter(services, 1, "")


async def test_of_two_who_come_in_the_same_moment_one_is_let_in_and_kept(tmp_path: Path) -> None:
    async with _services(tmp_path) as services:
        strangers = (person(id=1), person(id=2))
        entered = await asyncio.gather(*(enter(services, each, payload="") for each in strangers))

        (owner,) = (each for each in entered if each is not None)
        kept = [await services.people.get(each.id) for each in strangers]
        assert [each for each in kept if each is not None] == [owner]
        assert owner.owner


async def test_a_stranger_does_not_take_over_a_bot_whose_owner_left(tmp_path: Path) -> None:
    async with _services(tmp_path) as services:
        await services.people.add(person(id=1))
        await services.people.add(person(id=2))
        await services.people.forget(1)

        assert not await may_enter(services, 3, "")


@pytest.mark.parametrize(
    ("payload", "enters"),
    [("sesame", True), (" sesame ", True), ("Sesame", False), ("", False), ("sésame", False)],
)
async def test_an_invite_code_must_be_right(tmp_path: Path, payload: str, enters: bool) -> None:
    settings = {"access": "invite", "invite_code": SecretStr("sesame")}
    async with _services(tmp_path, **settings) as services:
        assert await may_enter(services, 5, payload) is enters


async def test_without_a_code_in_the_settings_no_code_is_right(tmp_path: Path) -> None:
    async with _services(tmp_path, access="invite") as services:
        assert not await may_enter(services, 5, "")


async def test_a_list_lets_in_who_is_on_it(tmp_path: Path) -> None:
    async with _services(tmp_path, access="allow", allowed_ids=(5, 6)) as services:
        assert await may_enter(services, 5, "")
        assert not await may_enter(services, 7, "")


async def test_what_the_owner_chose_in_the_chat_goes_before_the_setting(tmp_path: Path) -> None:
    async with _services(tmp_path, access="owner") as services:
        await services.people.add(person(id=1))
        await services.people.set_access("open")
        opened = await may_enter(services, 2, "")
        await services.people.add(person(id=2))
        await services.people.set_access("owner")

        assert opened
        assert not await may_enter(services, 3, "")
        assert await may_enter(services, 2, "")
