"""Every block of the pages does what the page says: each page's blocks in order, in one folder."""

import shutil
from pathlib import Path

import pytest

from tests.docs import desk
from tests.docs.blocks import Block, blocks_of, pages, steps_of, unnamed_in, values_in
from tests.docs.conftest import Desk
from tests.docs.place import ROOT

NOT_RUN_AT_MOST = 30
_WITH_BLOCKS = [page for page in pages() if any(block.why_not is None for block in blocks_of(page))]


@pytest.mark.parametrize("page", _WITH_BLOCKS, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page_run(page: Path, the_desk: Desk, tmp_path: Path) -> None:
    folder = the_desk.copy(tmp_path)
    before: list[str] = []
    before_in_r: list[str] = []
    left_out = 0
    for block in blocks_of(page):
        if block.why_not:
            continue
        if block.language == "python":
            before.append(block.code)
            _check_python(block, before, the_desk, folder)
        elif block.language == "r":
            before_in_r.append(block.code)
            left_out += not _checked_r(block, before_in_r, the_desk, folder)
        else:
            _check_commands(block, the_desk, folder)
    if left_out:
        pytest.skip(f"no Rscript on this machine: {left_out} blocks of R not run; all others did what they say")


def test_few_blocks_are_not_run_and_each_says_why() -> None:
    not_run = [block for page in pages() for block in blocks_of(page) if block.why_not]
    assert len(not_run) <= NOT_RUN_AT_MOST, "\n".join(map(str, not_run))


def test_what_no_test_can_run_is_marked() -> None:
    by_hand = [block for page in pages() for block in blocks_of(page) if block.language in ("pycon", "stata")]
    assert not [str(block) for block in by_hand if not block.why_not]


def test_every_block_names_its_language() -> None:
    """A block without a language would be passed over."""
    assert not [place for page in pages() for place in unnamed_in(page)]


def _check_commands(block: Block, at: Desk, folder: Path) -> None:
    for command, shown in steps_of(block):
        done = at.run(["bash", "-c", f"set -e -o pipefail\n{command}"], folder)
        assert done.returncode == 0, f"{block}\n{done.stdout}"
        if shown is not None:
            assert done.stdout.rstrip() == shown, f"{block} prints something else; make story writes the tutorials anew"


def _check_python(block: Block, blocks: list[str], at: Desk, folder: Path) -> None:
    checks = [f"assert ({code}) == ({value}), {code!r}" for code, value in values_in(block.code)]
    last = "\n".join([blocks[-1], *checks])
    done = at.run(["python"], folder, desk.as_input([*blocks[:-1], last]))
    assert done.returncode == 0, f"{block}\n{done.stdout}"
    if block.shown is not None:
        assert done.stdout.rstrip() == block.shown, f"{block} prints something else"


def _checked_r(block: Block, blocks: list[str], at: Desk, folder: Path) -> bool:
    if shutil.which("Rscript") is None:
        return False
    quiet = [f"invisible(capture.output({{\n{code}\n}}))\n" for code in blocks[:-1]]
    done = at.run(["Rscript", "--vanilla", "-"], folder, "".join([*quiet, block.code]))
    assert done.returncode == 0, f"{block}\n{done.stdout}"
    if block.shown is not None:
        assert done.stdout.rstrip() == block.shown, f"{block} prints something else"
    return True
