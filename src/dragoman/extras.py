"""Libraries that only the extras bring."""

from importlib import import_module
from typing import Any

from dragoman.errors import UsageError


def library(name: str, extra: str) -> Any:
    """The library of that name.

    Raises:
        UsageError: if it is not installed; the message names the extra that holds it.
    """
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"this needs {name}; install it with: pip install 'dragoman[{extra}]'") from None
