"""The chat page by raw HTTP: who is let in, and what is refused."""

import pytest

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.raw import PERSON, Raw


@pytest.fixture
def page(api: Raw) -> str:
    return f"/chat/{api.sandbox.page_key}"


async def test_without_the_key_there_is_no_page(api: Raw) -> None:
    answers = [
        await api.http.get(path) for path in ("/", "/chat/", "/chat/guess/", "/chat/guess/state")
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


async def test_the_page_may_load_nothing_from_elsewhere(api: Raw, page: str) -> None:
    answers = [
        await api.http.get(f"{page}/{name}")
        for name in ("", "style.css", "chat.js", "hands.js", "render.js")
    ]

    assert [answer.status_code for answer in answers] == [200] * 5
    policy = answers[0].headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert answers[0].headers["Referrer-Policy"] == "no-referrer"
    for answer in answers:
        for scheme in ("https://", "http://"):
            assert scheme not in answer.text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    "headers",
    [{"Host": "rebound.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
    ids=["another host", "another page", "a page in a frame"],
)
async def test_a_foreign_page_can_neither_read_nor_write(
    api: Raw, page: str, headers: dict[str, str]
) -> None:
    read = await api.http.get(f"{page}/state", headers=headers)
    write = await api.http.post(f"{page}/text", json={"text": "hi"}, headers=headers)

    assert (read.status_code, write.status_code) == (403, 403)
    assert len(api.sandbox.messages()) == 1


async def test_a_group_is_opened_for_the_first_and_joined_by_the_next(api: Raw, page: str) -> None:
    for person in (PERSON, 8, PERSON):
        answer = await api.http.post(f"{page}/join?person={person}", json={})
        assert answer.status_code == 200

    members = api.sandbox.world.chats[-500].members.values()
    assert {each.user.id: each.status for each in members} == {
        PERSON: "creator",
        8: "member",
        api.sandbox.world.bot.id: "member",
    }
    state = (await api.http.get(f"{page}/state?person=8&group=-500")).json()
    assert (state["title"], state["messages"]) == ("A group", [])
    await api.http.post(f"{page}/text?person=8&group=-500", json={"text": "/help"})
    state = (await api.http.get(f"{page}/state?person=8&group=-500")).json()
    assert [each["text"] for each in state["messages"]] == ["/help"]


async def test_what_a_person_does_reaches_the_bot(api: Raw, page: str) -> None:
    await api.http.post(f"{page}/text", json={"text": "/picks"})
    await api.http.post(f"{page}/location", json={"latitude": "52.5", "longitude": 13.4})
    await api.http.post(f"{page}/upload", files={"file": ("cv.txt", b"cv")})

    updates = await api.updates(offset=-3)

    assert [
        sorted(set(each["message"]) & {"text", "location", "document"}) for each in updates
    ] == [
        ["text"],
        ["location"],
        ["document"],
    ]


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("text", {"text": " "}),
        ("text", {"text": "x" * 4097}),
        ("text", {}),
        ("text", []),
        ("press", {"message_id": 5, "row": 0, "column": 0}),
        ("location", {"latitude": 91, "longitude": 0}),
        ("location", {"latitude": "nan", "longitude": 0}),
    ],
)
async def test_what_telegram_would_not_send_is_refused(
    api: Raw, page: str, action: str, body: object
) -> None:
    answer = await api.http.post(f"{page}/{action}", json=body)

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert len(api.sandbox.messages()) == 1


async def test_only_what_is_new_comes_with_the_next_look(api: Raw, page: str) -> None:
    everything = (await api.http.get(f"{page}/state")).json()
    sent = await api.result("sendMessage", chat_id=PERSON, text="one")
    await api.result("deleteMessage", chat_id=PERSON, message_id=sent["message_id"])
    await api.result("sendMessage", chat_id=PERSON, text="two")

    news = (await api.http.get(f"{page}/state", params={"since": everything["version"]})).json()

    assert [each["text"] for each in everything["messages"]] == ["hello"]
    assert [each["text"] for each in news["messages"]] == ["two"]
    assert news["removed"] == [sent["message_id"]]


async def test_a_file_of_the_chat_is_saved_and_never_shown_as_a_page(
    api: Raw, page: str, sandbox: Sandbox
) -> None:
    file = sandbox.send_document("x.html", b"<script>", mime="text/html").file
    assert file is not None

    answer = await api.http.get(f"{page}/file/{file.id}")

    assert answer.content == b"<script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"
