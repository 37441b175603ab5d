"""The world in which an event stands: how certain it is, whether it is affirmed, and how embedding changes that."""

from dataclasses import dataclass, replace
from typing import Literal

from dragoman.language.factuality.lexicon import Certainty, Flag, Outcome, Polarity, Signature

Time = Literal["past", "present", "future"]
Cue = tuple[int, int]

_RANK: dict[Certainty, int] = {"U": 0, "PS": 1, "PR": 2, "CT": 3}
_FLIPPED: dict[Polarity, Polarity] = {"+": "-", "-": "+", "u": "u"}
_GOVERNORS_OWN: frozenset[Flag] = frozenset({"planned", "possible", "refused", "unrealised", "willed"})
_MAX_CUES = 12
"""Cues kept for one event: enough for any real chain, and a bound on nonsense thousands of words deep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the text, down to some word, says of an event there.

    Attributes:
        certainty: how certain the innermost source is.
        polarity: affirmed, denied or left open.
        time: reference time against the writing.
        flags: the flags gathered on the way down.
        condition: characters of the condition's words, half-open.
        cues: characters of the words that decided, from the outside in.
    """

    certainty: Certainty = "CT"
    polarity: Polarity = "+"
    time: Time = "present"
    flags: frozenset[Flag] = frozenset()
    condition: Cue | None = None
    cues: tuple[Cue, ...] = ()


def embed(world: World, signature: Signature, cue: Cue | None) -> World:
    """The world of what a word of class ``signature`` governs, the word itself standing in ``world``."""
    outcome = signature.negated if world.polarity == "-" else signature.affirmed
    closed = signature.opens_source or signature.projects
    kept = world.flags - (_GOVERNORS_OWN if closed else {"willed"})
    if signature.projects:
        world = replace(world, certainty="CT", polarity="+")
    certainty = _least(world.certainty, outcome.certainty)
    polarity = "u" if "u" in (world.polarity, outcome.polarity) else outcome.polarity
    return _settled(world, outcome, certainty, polarity, kept, cue)


def qualify(world: World, outcome: Outcome, cue: Cue | None) -> World:
    """The world after a marker on the event itself (modal, adverb, premodifier), whose polarity multiplies."""
    certainty = _least(world.certainty, outcome.certainty)
    polarity = "u" if outcome.polarity == "u" else world.polarity
    if outcome.polarity == "-":
        polarity = _FLIPPED[polarity]
    return _settled(world, outcome, certainty, polarity, world.flags, cue)


def negate(world: World, cue: Cue) -> World:
    """The world with affirmed and denied exchanged; what is decided against is refused ("decided not to attend")."""
    if "willed" in world.flags and world.polarity == "+":
        flags = _with(world.flags - {"planned", "willed"}, "refused")
        return _with_cue(replace(world, certainty="CT", polarity="-", flags=flags), cue)
    return _with_cue(replace(world, polarity=_FLIPPED[world.polarity], flags=world.flags - {"refused"}), cue)


def deny(world: World, cue: Cue) -> World:
    """The world denied: "no talks were held" denies the talks once, though verb and noun both show it."""
    return _with_cue(replace(world, polarity="-" if world.polarity == "+" else world.polarity), cue)


def flag(world: World, name: Flag, cue: Cue | None) -> World:
    """The world with one more flag."""
    return _with_cue(replace(world, flags=_with(world.flags, name)), cue)


def unrealised(world: World, cue: Cue | None) -> World:
    """The world of a plan that is told as come to nothing, so far as the words go."""
    flags = _with(world.flags - {"refused", "historical"}, "unrealised")
    return _with_cue(replace(world, certainty="U", polarity="u", flags=flags), cue)


def supposed(world: World, cue: Cue | None) -> World:
    """The world of an if-clause: neither affirmed nor denied."""
    flags = _with(world.flags & {"rumoured", "historical"}, "antecedent")
    return World(certainty="U", polarity="u", time="future", flags=flags, cues=(cue,) if cue else ())


def conditioned(world: World, condition: Cue, cue: Cue | None) -> World:
    """The world of what holds only under ``condition``: at most possible."""
    certainty = _least(world.certainty, "PS")
    flags = _with(world.flags, "conditional")
    return _with_cue(replace(world, certainty=certainty, flags=flags, condition=condition), cue)


def reasserted(world: World) -> World:
    """The world of a clause that is asserted for itself (relative, causal, temporal) inside another."""
    return World(time=world.time, flags=world.flags & {"rumoured"})


def presupposed(world: World, *, firmly: bool = False) -> World:
    """The world of an occasion that a verb in ``world`` takes for granted ("will not attend the summit").

    An uncertain verb leaves it probable, unless the verb's own meaning takes it for granted ``firmly``.
    """
    sure: Certainty = "CT" if firmly or (world.certainty == "CT" and world.polarity != "u") else "PR"
    flags = world.flags & {"rumoured", "historical", "planned"}
    return World(certainty=sure, time=world.time, flags=_with(flags, "planned") if world.time == "future" else flags)


def _settled(
    world: World, outcome: Outcome, certainty: Certainty, polarity: Polarity, kept: frozenset[Flag], cue: Cue | None
) -> World:
    # nobody has planned what is only wished for or asked about, though "will" follows
    flags = kept | (outcome.flags if world.certainty != "U" else outcome.flags - {"planned"})
    if polarity != "-":
        flags -= {"refused"}
    if certainty == "U":
        polarity = "u"
    time: Time = "future" if outcome.future else world.time
    return _with_cue(replace(world, certainty=certainty, polarity=polarity, flags=flags, time=time), cue)


def _with(flags: frozenset[Flag], name: Flag) -> frozenset[Flag]:
    return flags | frozenset({name})


def _with_cue(world: World, cue: Cue | None) -> World:
    if cue is None or cue in world.cues:
        return world
    return replace(world, cues=(*world.cues, cue)[-_MAX_CUES:])


def _least(one: Certainty, other: Certainty) -> Certainty:
    return one if _RANK[one] <= _RANK[other] else other
