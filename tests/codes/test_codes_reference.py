"""The reference page says what the code does."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "codes.md"
EXAMPLE = re.compile(r"^(?P<code>.+?)\s+# (?P<shown>.+)$", re.MULTILINE)


def test_the_example_gives_what_it_shows() -> None:
    block = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block is not None
    names: dict[str, object] = {}
    exec(block[1], names)  # our own page, which this test is about
    shown = list(EXAMPLE.finditer(block[1]))
    assert len(shown) == 6
    for line in shown:
        assert repr(eval(line["code"], names)) == line["shown"]


@pytest.mark.parametrize("name", ["types.csv", "sheet.csv", "mends.csv", "aliases.csv", "contexts.yml"])
def test_every_table_is_named(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text("utf-8")
