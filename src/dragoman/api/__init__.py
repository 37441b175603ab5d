"""The public verbs: read an article, code many, and put questions to a ledger.

Names are loaded when they are first asked for: a question to a ledger needs no language model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dragoman.api.ledger import Ledger
    from dragoman.api.reader import Reader, code_articles, load_reader

__all__ = ["Ledger", "Reader", "code_articles", "load_reader"]

_HOME: Final = {"Ledger": "ledger", "Reader": "reader", "code_articles": "reader", "load_reader": "reader"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
