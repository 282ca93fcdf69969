"""Albums, and another file in a message that is there, by raw HTTP."""

import json
from typing import Any

import pytest

from bot.sandbox.limits import Limits, Rate
from tests.bot.sandbox.raw import PERSON, Raw, keyboard, raw_sandbox, sent
from tests.bot.sandbox.test_files import PHOTO

DOCUMENT = {"type": "document", "media": "attach://a"}
PICTURE = {"type": "photo", "media": "attach://p"}
FILES = {"a": ("a.txt", b"a"), "b": ("b.txt", b"b"), "p": ("p.png", PHOTO)}


async def upload(api: Raw, method: str, media: object, **form: str) -> dict[str, Any]:
    """Call a method with media and all of FILES in a multipart body."""
    data = {"chat_id": str(PERSON), "media": json.dumps(media), **form}
    answer = await api.http.post(f"/bot{api.sandbox.token}/{method}", data=data, files=FILES)
    body: dict[str, Any] = answer.json()
    return body


async def test_an_album_is_messages_that_share_an_id(api: Raw) -> None:
    caption = {"caption": "<b>b</b>", "parse_mode": "HTML"}
    media = [DOCUMENT, {"type": "document", "media": "attach://b"} | caption]

    body = await upload(api, "sendMediaGroup", media)

    first, second = body["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert [each["document"]["file_name"] for each in body["result"]] == ["a.txt", "b.txt"]
    assert "caption" not in first
    assert second["caption"] == "b"
    assert second["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]


@pytest.mark.parametrize(
    ("media", "form", "words"),
    [
        ("x", {}, "can't parse media: Array of InputMedia expected"),
        ([], {}, "there are no messages to send"),
        ([DOCUMENT], {}, "an album has at least 2 messages"),
        ([DOCUMENT] * 11, {}, "too many messages to send as an album"),
        ([DOCUMENT, PICTURE], {}, "Document can't be mixed with other media types"),
        ([DOCUMENT, "x"], {}, "can't parse InputMedia: expected an Object"),
        ([DOCUMENT, {"type": "poll"}], {}, "type must be one of photo, document"),
        (
            [DOCUMENT, {"type": "document", "media": "attach://c"}],
            {},
            "wrong file identifier/HTTP URL specified",
        ),
        (
            [DOCUMENT, {"type": "document", "media": "https://jobs.example.com/a.txt"}],
            {},
            "failed to get HTTP URL content",
        ),
        ([DOCUMENT, DOCUMENT | {"caption": "x" * 1025}], {}, "message caption is too long"),
        ([PICTURE, {"type": "photo", "media": "attach://a"}], {}, "IMAGE_PROCESS_FAILED"),
        ([DOCUMENT] * 2, {"reply_markup": "{}"}, "an album has no reply markup"),
    ],
)
async def test_an_album_is_refused(
    api: Raw, media: object, form: dict[str, str], words: str
) -> None:
    body = await upload(api, "sendMediaGroup", media, **form)

    assert body["description"] == f"Bad Request: {words}"
    assert api.sandbox.replies(person=PERSON) == []


async def test_every_message_of_an_album_counts() -> None:
    one = Rate(most=3, seconds=60)
    async with raw_sandbox(rate_limits=Limits(chat=one)) as api:
        first = await upload(api, "sendMediaGroup", [DOCUMENT] * 3)
        second = await upload(api, "sendMediaGroup", [DOCUMENT] * 2)

    assert (first["ok"], second["error_code"]) == (True, 429)


async def test_another_file_takes_the_place_of_one_and_of_a_text(api: Raw) -> None:
    text = await sent(api, reply_markup=keyboard("Go"))
    markup = json.dumps(keyboard("On"))

    photo = await upload(
        api, "editMessageMedia", PICTURE, message_id=str(text), reply_markup=markup
    )
    document = await upload(
        api, "editMessageMedia", DOCUMENT | {"caption": "c"}, message_id=str(text)
    )

    assert photo["result"]["photo"][0]["width"] == 640
    assert "text" not in photo["result"]
    assert photo["result"]["reply_markup"] == keyboard("On")
    assert document["result"]["document"]["file_name"] == "a.txt"
    assert document["result"]["caption"] == "c"
    assert "reply_markup" not in document["result"]
    assert len(api.sandbox.replies(person=PERSON)) == 1


async def test_the_same_file_again_is_no_change(api: Raw) -> None:
    text = await sent(api)
    photo = await upload(api, "editMessageMedia", PICTURE, message_id=str(text))
    same = {"type": "photo", "media": photo["result"]["photo"][0]["file_id"]}

    again = await api.refusal("editMessageMedia", chat_id=PERSON, message_id=text, media=same)
    keys = await api.result(
        "editMessageMedia",
        chat_id=PERSON,
        message_id=text,
        media=same,
        reply_markup=keyboard("Go"),
    )

    assert again[0] == 400
    assert "message is not modified" in again[1]
    assert keys["reply_markup"] == keyboard("Go")


async def test_a_document_of_an_album_becomes_no_photo(api: Raw) -> None:
    first, _ = (await upload(api, "sendMediaGroup", [DOCUMENT] * 2))["result"]

    body = await upload(api, "editMessageMedia", PICTURE, message_id=str(first["message_id"]))

    assert body["description"] == "Bad Request: Can't change media type in the album"


async def test_there_is_no_text_in_a_picture_to_edit(api: Raw) -> None:
    text = await sent(api)
    await upload(api, "editMessageMedia", PICTURE, message_id=str(text))

    refusal = await api.refusal("editMessageText", chat_id=PERSON, message_id=text, text="two")

    assert refusal == (400, "Bad Request: there is no text in the message to edit")
