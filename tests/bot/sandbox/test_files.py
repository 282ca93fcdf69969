"""Files: captions, pictures, and the limits of 50 MB there and 20 MB back."""

import pytest

from bot.sandbox.images import image_size
from tests.bot.sandbox.raw import PERSON, Raw

PHOTO = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (640).to_bytes(4, "big")
    + (480).to_bytes(4, "big")
    + b"\x08\x02\x00\x00\x00"
)


async def test_a_caption_has_at_most_1024_units(api: Raw) -> None:
    file = {"document": ("a.txt", b"abc")}
    form = {"chat_id": str(PERSON), "caption": "😀" * 513}

    answer = await api.http.post(f"/bot{api.sandbox.token}/sendDocument", data=form, files=file)

    assert answer.status_code == 400
    assert answer.json()["description"] == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ no picture", "IMAGE_PROCESS_FAILED"),
        (
            PHOTO.replace((640).to_bytes(4, "big"), (9600).to_bytes(4, "big")),
            "PHOTO_INVALID_DIMENSIONS",
        ),
        (b"", "file must be non-empty"),
    ],
    ids=["no picture", "too wide", "empty"],
)
async def test_a_photo_is_refused(api: Raw, content: bytes, words: str) -> None:
    files = {"photo": ("a.png", content)}

    answer = await api.http.post(
        f"/bot{api.sandbox.token}/sendPhoto", data={"chat_id": "7"}, files=files
    )

    assert answer.json()["description"] == f"Bad Request: {words}"


async def test_a_photo_and_a_document_are_taken(api: Raw) -> None:
    for kind in ("photo", "document"):
        answer = await api.http.post(
            f"/bot{api.sandbox.token}/send{kind}",
            data={
                "chat_id": "7",
                kind: "attach://part",
                "caption": "<b>c</b>",
                "parse_mode": "HTML",
            },
            files={"part": ("a.png", PHOTO)},
        )
        assert answer.json()["result"]["caption"] == "c"

    photo, document = api.sandbox.replies(person=PERSON)
    assert (photo.kind, document.kind) == ("photo", "document")
    assert photo.file is not None
    assert (photo.file.width, photo.file.height) == (640, 480)


@pytest.mark.parametrize(
    ("picture", "size"),
    [
        (PHOTO, (640, 480)),
        (b"GIF89a\x80\x02\xe0\x01", (640, 480)),
        (b"\xff\xd8\xff\xe0\x00\x04JF\xff\xc0\x00\x0b\x08\x01\xe0\x02\x80\x01", (640, 480)),
        (b"\xff\xd8\xff\xe0\x00\x04JF", None),
        (b"\x89PNG\r\n\x1a\n", None),
    ],
    ids=["png", "gif", "jpeg", "half a jpeg", "half a png"],
)
def test_the_size_of_a_picture_is_read_from_its_head(
    picture: bytes, size: tuple[int, int] | None
) -> None:
    assert image_size(picture) == size


async def test_a_file_over_50_mb_is_not_uploaded(api: Raw) -> None:
    files = {"document": ("a.bin", bytes(50 * 1024 * 1024 + 1))}

    answer = await api.http.post(
        f"/bot{api.sandbox.token}/sendDocument", data={"chat_id": "7"}, files=files
    )

    assert (answer.status_code, answer.json()["description"]) == (413, "Request Entity Too Large")


async def test_a_file_over_20_mb_is_not_downloaded(api: Raw) -> None:
    big = api.sandbox.send_document("cv.pdf", bytes(20 * 1024 * 1024 + 1))
    assert big.file is not None

    refusal = await api.refusal("getFile", file_id=big.file.id)
    download = await api.http.get(f"/file/bot{api.sandbox.token}/{big.file.path}")

    assert refusal == (400, "Bad Request: file is too big")
    assert download.status_code == 404


async def test_a_file_of_20_mb_is_downloaded(api: Raw) -> None:
    content = bytes(20 * 1024 * 1024)
    sent_file = api.sandbox.send_document("cv.pdf", content)
    assert sent_file.file is not None

    found = await api.result("getFile", file_id=sent_file.file.id)
    download = await api.http.get(f"/file/bot{api.sandbox.token}/{found['file_path']}")

    assert found["file_size"] == len(content)
    assert download.content == content
