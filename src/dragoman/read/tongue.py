"""Which language a text is in; only English is read so far."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import SourceError

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
ENGLISH_SHARE = 0.12
"""Share of the function words that only English has, above which nothing else is asked.

Tuned on the project's pool of 3,987 English reports: all but a few tables and lists are above it.
"""
SURE = 0.9
"""The identifier must be this sure before a text is refused."""
FEWEST_WORDS = 20
"""Fewer words than this tell no language."""


def require_english(text: str, *, source: str, told: str | None = None) -> str | None:
    """``en``, or None when the language cannot be told.

    Args:
        text: the body.
        source: how a message names the source.
        told: the language that the source itself names, if any.

    Raises:
        SourceError: if the text is surely in another language.
    """
    language = identify(text)
    if language is None:
        return told if told == "en" else None
    if language != "en":
        raise SourceError(source, f"the text is in {language_name(language)}; only English is read so far")
    return language


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None when it is too short or too odd to tell."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < FEWEST_WORDS:
        return None
    if sum(word in _function_words() for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    language, probability = _identifier().classify(text[:_SAMPLE].encode("utf-8", "replace"))
    return str(language) if probability >= SURE else None


def language_name(code: str) -> str:
    """The English name of an ISO 639-1 code, or the code itself."""
    return _languages().get(code, code)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(_data("english_words.txt").split())


@cache
def _languages() -> dict[str, str]:
    return dict(csv.reader(_data("languages.tsv").splitlines(), delimiter="\t"))


def _data(name: str) -> str:
    text = (files("dragoman") / "data" / "read" / name).read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


@cache
def _identifier() -> Any:
    # imported here: the model takes more than a second to load, and a plainly English text never needs it
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_languages()))
    return identifier
