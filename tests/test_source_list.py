from pathlib import Path

from tools.source_list import page

LIST = Path(__file__).parents[1] / "docs" / "sources.md"


def test_the_documented_list_of_sources_is_that_of_the_sources_themselves() -> None:
    assert LIST.read_text("utf-8") == page()
