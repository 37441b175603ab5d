"""The page on actors does what it says."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "actors.md"


def test_the_python_of_the_page_runs(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, str(PAGE), "exec"), {})
    assert "wrong_former" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["show", "resolve", "add", "alias", "merge", "refresh"])
def test_every_command_is_on_the_page(command):
    assert f"dragoman actors {command}" in PAGE.read_text(encoding="utf-8")
