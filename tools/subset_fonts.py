"""Cut the font of the pictures out of DejaVu Sans: Latin, Cyrillic and a few signs.

uv run --with fonttools --with matplotlib python -m tools.subset_fonts

Both packages are needed only here; the product ships what this writes. The fonts come from
matplotlib's wheel, under the Bitstream Vera licence, which is copied beside them.
"""

import shutil
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "bot" / "pictures" / "fonts"
STYLES = ("DejaVuSans", "DejaVuSans-Bold")
_LETTERS = (
    *range(0x20, 0x7F),  # ASCII
    *range(0xA0, 0x180),  # Latin of the west and the middle of Europe
    *range(0x400, 0x460),  # Cyrillic
    *(ord(sign) for sign in "–—‘’‚“”„†•…‹›€₽№←↑→↓−≤≥▲▼●○■□\u2009\u202f"),
)


def main() -> None:
    """Write the subsets and their licence."""
    found = Path(import_module("matplotlib").get_data_path()) / "fonts" / "ttf"
    FOLDER.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        _cut(found / f"{style}.ttf", FOLDER / f"{style}.ttf")
    shutil.copyfile(found / "LICENSE_DEJAVU", FOLDER / "LICENSE.txt")


def _cut(whole: Path, part: Path) -> None:
    subset = import_module("fontTools.subset")
    options = subset.Options()
    options.hinting = False  # at the sizes of the pictures nobody sees it, and it is a third
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.notdef_outline = True  # a letter that is missing is seen as a box, and by a test
    options.recalc_timestamp = False  # the same font gives the same file
    font = subset.load_font(str(whole), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_LETTERS)
    cutter.subset(font)
    subset.save_font(font, str(part), options)


if __name__ == "__main__":
    main()
