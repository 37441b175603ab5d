import sys
from pathlib import Path

import pytest

from dragoman.heads import Heads, load_heads

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


@pytest.fixture(scope="session")
def heads() -> Heads:
    return load_heads()
