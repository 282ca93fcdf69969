"""Draws a picture as a PNG with Pillow. The edge: fonts are read here, and nothing is decided."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.pictures.shapes import Bar, Dot, Picture, Theme, Words
from bot.pictures.themes import COLOURS

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_FONTS = Path(__file__).parent / "fonts"
_FINER = 2  # areas are drawn so much larger and made smaller, which smooths their edges
_HATCH = 14  # pixels between the lines of a hatched area
_EDGE = 3  # pixels of an outline


def measure(text: str, size: int, bold: bool) -> float:  # noqa: FBT001 - the form of Measure
    """Return how wide words are in pixels."""
    return font(size, bold).getlength(text)


def png(picture: Picture, *, theme: Theme) -> bytes:
    """Return the picture as a PNG file; the same picture gives the same bytes.

    Takes about an eighth of a second: call it in a thread.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only who asks for a picture needs it

    colours = COLOURS[theme]
    size = (picture.width * _FINER, picture.height * _FINER)
    image = Image.new("RGB", size, colours["paper"])
    pen = ImageDraw.Draw(image)
    for shape in picture.shapes:
        if isinstance(shape, Bar | Dot):
            _area(pen, image, shape, theme=theme)
    image = image.resize((picture.width, picture.height), Image.Resampling.BOX)
    pen = ImageDraw.Draw(image)
    for shape in picture.shapes:
        if isinstance(shape, Words):
            middle = (shape.left, shape.top + shape.height / 2)
            letters = font(shape.size, shape.bold)
            pen.text(middle, shape.text, fill=colours[shape.role], font=letters, anchor="lm")
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@cache
def font(size: int, bold: bool) -> "FreeTypeFont":  # noqa: FBT001 - a key of the cache
    """Return the font of the pictures in a size in pixels."""
    from PIL import ImageFont  # noqa: PLC0415

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    # The other layout engine is not built in everywhere, and would measure otherwise.
    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def _area(pen: "ImageDraw", image: "Image", shape: Bar | Dot, *, theme: Theme) -> None:
    colour, paper = COLOURS[theme][shape.role], COLOURS[theme]["paper"]
    if isinstance(shape, Dot):
        box = (
            (shape.x - shape.radius) * _FINER,
            (shape.y - shape.radius) * _FINER,
            (shape.x + shape.radius) * _FINER,
            (shape.y + shape.radius) * _FINER,
        )
        fill = colour if shape.pattern == "solid" else paper
        pen.ellipse(box, fill=fill, outline=colour, width=_EDGE * _FINER)
        return
    left, top = shape.left * _FINER, shape.top * _FINER
    right = left + shape.width * _FINER - 1
    bottom = top + shape.height * _FINER - 1
    if shape.pattern == "solid":
        pen.rectangle((left, top, right, bottom), fill=colour)
        return
    if shape.pattern == "hatched":
        _hatch(image, (left, top, right, bottom), colour)
    pen.rectangle((left, top, right, bottom), outline=colour, width=_EDGE * _FINER)


def _hatch(image: "Image", box: tuple[int, int, int, int], colour: str) -> None:
    """Draw slanted lines inside a box."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    left, top, right, bottom = box
    width, height = right - left + 1, bottom - top + 1
    mask = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mask)
    for at in range(-height, width, _HATCH * _FINER):
        pen.line((at, height, at + height, 0), fill=255, width=5 * _FINER)
    image.paste(colour, (left, top), mask)
