"""Rules as data: their form, and how they are read from ``rules/<language>/<report>/*.yml``.

A rule names the words that trigger it, the grammatical roles that must be filled and by what, and what
the record then takes from where. Its ``yes`` and ``near_miss`` examples are its tests.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import yaml

from dragoman.errors import RuleError
from dragoman.model import Reason

ReportType = Literal["attendance", "delegations", "meetings", "positions", "statements", "events", "assessments"]
_KNOWN_KEYS = frozenset(
    {"id", "status", "why", "lemmas", "pos", "needs", "forbids", "when", "auxiliaries", "gives", "yes", "near_miss"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One of ``roles`` must be filled by a token that passes one of ``tests``."""

    roles: tuple[str, ...]
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' or '.join(self.roles)} as {' or '.join(self.tests)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        id: ``report.name``, named by the records it makes.
        report: the report type it makes.
        status: ``draft`` or ``stable``.
        why: why it is right, in words.
        lemmas: lemmas of the predicate that triggers it.
        pos: ``verb`` and/or ``noun``.
        needs: roles that must be filled.
        forbids: roles that must not be filled so.
        when: judgements of the clause that must hold (``negated: false``).
        auxiliaries: modal words of which the predicate must have one (``must``); empty for no such demand.
        gives: fields of the record and the role or constant they take.
        yes: sentences in which it must fire.
        near_miss: sentences in which it must not.
    """

    id: str
    report: ReportType
    status: str = "draft"
    why: str = ""
    lemmas: frozenset[str] = frozenset()
    pos: frozenset[str] = frozenset({"verb"})
    needs: tuple[Need, ...] = ()
    forbids: tuple[Need, ...] = ()
    when: Mapping[str, bool] = field(default_factory=dict)
    auxiliaries: frozenset[str] = frozenset()
    gives: Mapping[str, str] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    near_miss: tuple[str, ...] = ()

    def reason(self) -> Reason:
        """The reason that a record made by this rule names."""
        return Reason(rule=self.id, stable=self.status == "stable")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a language, indexed by report type and trigger lemma."""

    rules: tuple[Rule, ...]
    index: Mapping[tuple[str, str], tuple[Rule, ...]]

    def triggered(self, report: ReportType, lemma: str) -> tuple[Rule, ...]:
        """The rules of a report type that a predicate of this lemma triggers."""
        return self.index.get((report, lemma), ())


@cache
def load_rules(language: str = "en") -> RuleSet:
    """The shipped rules of a language.

    Raises:
        RuleError: if a rule breaks the form, or two rules have one id.
    """
    folder = files("dragoman").joinpath(f"rules/{language}")
    rules = [
        rule
        for report in sorted(folder.iterdir(), key=lambda p: p.name)
        if report.is_dir()
        for path in sorted(report.iterdir(), key=lambda p: p.name)
        if path.name.endswith(".yml")
        for rule in read_rules(path, report.name)
    ]
    return index_rules(rules)


def index_rules(rules: Iterable[Rule]) -> RuleSet:
    """A rule set of these rules.

    Raises:
        RuleError: if two rules have one id.
    """
    index: dict[tuple[str, str], tuple[Rule, ...]] = {}
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"two rules are called {rule.id}")
        seen[rule.id] = rule
        for lemma in rule.lemmas:
            index[rule.report, lemma] = (*index.get((rule.report, lemma), ()), rule)
    return RuleSet(tuple(seen.values()), index)


def read_rules(path: Traversable, report: str) -> list[Rule]:
    """The rules of one YAML file.

    Raises:
        RuleError: naming the file and the rule that breaks the form.
    """
    try:
        # BaseLoader keeps every word a string: YAML 1.1 would read the key "yes" as a truth value
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or []
        return [_rule(entry, report) for entry in entries]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as problem:
        raise RuleError(f"{path.name}: not a list of rules ({problem})") from problem


def _rule(entry: Mapping[str, Any], report: str) -> Rule:
    unknown = set(entry) - _KNOWN_KEYS
    if unknown:
        raise ValueError(f"rule {entry.get('id')} has an unknown key {sorted(unknown)[0]!r}")
    if not entry.get("why") or not entry.get("yes") or not entry.get("near_miss"):
        raise ValueError(f"rule {entry.get('id')} needs why, yes and near_miss")
    return Rule(
        id=f"{report}.{entry['id']}",
        report=report,  # type: ignore[arg-type]
        status=entry.get("status", "draft"),
        why=entry["why"],
        lemmas=frozenset(entry["lemmas"]),
        pos=frozenset(str(entry.get("pos", "verb")).split("|")),
        needs=_needs(entry.get("needs", {})),
        forbids=_needs(entry.get("forbids", {})),
        when={name: value == "true" for name, value in entry.get("when", {}).items()},
        auxiliaries=frozenset(entry.get("auxiliaries", [])),
        gives={key: str(value) for key, value in entry.get("gives", {}).items()},
        yes=tuple(entry["yes"]),
        near_miss=tuple(entry["near_miss"]),
    )


def _needs(entry: Mapping[str, str]) -> tuple[Need, ...]:
    return tuple(Need(roles=tuple(role.split("|")), tests=tuple(str(test).split("|"))) for role, test in entry.items())
