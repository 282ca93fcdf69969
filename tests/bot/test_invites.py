"""Invite codes: a use is one person's, a code ends by its uses, its date or the owner."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.stores.invites import Invites
from bot.stores.people import People
from scoring.edge.db import Store
from tests.factories import NOW, person

WEEK = NOW + timedelta(days=7)


@pytest.fixture
async def invites(store: Store, people: People) -> Invites:
    await people.add(person(id=7))
    return Invites(store)


async def made(invites: Invites, *, uses: int = 1, made_by: str = "a") -> str:
    code = await invites.create(uses=uses, expires=WEEK, made_by=made_by, now=NOW)
    assert code is not None
    return code


async def test_a_code_lets_in_as_many_as_it_has_uses(invites: Invites, people: People) -> None:
    code = await made(invites, uses=2)

    let_in = [await invites.admit(person(id=n), code=code, now=NOW) for n in (8, 9, 10)]

    assert let_in == [person(id=8), person(id=9), None]
    assert await people.get(10) is None
    assert await invites.usable(NOW) == []


async def test_of_two_strangers_with_one_use_one_gets_in(invites: Invites) -> None:
    code = await made(invites)

    both = await asyncio.gather(*(invites.admit(person(id=n), code=code, now=NOW) for n in (8, 9)))

    assert [each is not None for each in both].count(True) == 1


async def test_who_is_in_already_uses_up_nothing(invites: Invites) -> None:
    code = await made(invites)

    assert await invites.admit(person(id=7), code=code, now=NOW) is not None
    assert [each.uses_left for each in await invites.usable(NOW)] == [1]


async def test_a_code_ends_on_its_date(invites: Invites) -> None:
    code = await made(invites)

    assert await invites.admit(person(id=8), code=code, now=WEEK) is None
    assert await invites.usable(WEEK) == []


async def test_a_code_that_is_withdrawn_lets_nobody_in(invites: Invites) -> None:
    code = await made(invites)
    (invite,) = await invites.usable(NOW)

    assert await invites.withdraw(invite.id)
    assert not await invites.withdraw(invite.id)
    assert await invites.admit(person(id=8), code=code, now=NOW) is None


async def test_one_press_makes_one_code(invites: Invites) -> None:
    await made(invites, made_by="press")

    assert await invites.create(uses=1, expires=WEEK, made_by="press", now=NOW) is None


@pytest.mark.parametrize("code", ["", "x", "\ud800", "ü" * 5_000])
async def test_no_other_word_is_a_code(invites: Invites, code: str) -> None:
    await made(invites)

    assert await invites.admit(person(id=8), code=code, now=NOW) is None


async def test_the_code_itself_is_nowhere_in_the_file(invites: Invites, tmp_path: Path) -> None:
    code = await made(invites)

    assert not any(code.encode() in each for each in contents(tmp_path))


def contents(folder: Path) -> list[bytes]:
    return [each.read_bytes() for each in folder.iterdir() if "ballast" not in each.name]
