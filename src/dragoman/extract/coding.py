"""An event put together: actors as sides, codes and scores from the words of its clause."""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.codes import codes_for
from dragoman.extract.context import Context
from dragoman.language.coreference import party_of
from dragoman.language.pipeline import Layer, Sentence
from dragoman.model import Actor, ActorKind, Aux, Event, PloverType, Reason

ADDRESSED = frozenset({"REJECT", "THREATEN", "ACCUSE", "REQUEST", "SANCTION", "ASSAULT", "COERCE", "CONCEDE"})
"""Types that are done to somebody even where the clause does not say to whom."""
_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_SIDES = frozenset({"state", "armed_group", "organisation"})


def planned(plover: str, aux: Aux) -> tuple[PloverType, Aux]:
    """Cooperation that is only planned is AGREE (PLOVER manual; codebook: planned meetings)."""
    if plover in _COOPERATIVE and aux in ("future", "hypothetical"):
        return "AGREE", aux
    return plover, aux  # type: ignore[return-value]


def sides(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors as sides: a person or official stands for the party that he belongs to, each side once."""
    found: dict[str, Actor] = {}
    for actor in actors:
        name = party_of(actor)
        found.setdefault(name, actor if actor.name == name else _as_party(actor, name))
    return tuple(found.values())


def counterpart(context: Context, layer: Layer, sentence: Sentence, actor: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom an act without a named recipient is done to: the other side in the sentence, else of the article.

    "Iran rejected the terms" in a report on its talks with the United States refuses the United States.
    """
    names = {a.name for a in actor}
    beside = [m for m in layer.mentions if sentence.start <= m.start < sentence.end and not m.place]
    named = sides(a for m in beside for a in m.actors if a.kind in _SIDES or (a.kind == "person" and a.country))
    others = [a for a in named if a.name not in names] or [a for a in main_sides(context) if a.name not in names]
    return tuple(others[:1])


def main_sides(context: Context) -> tuple[Actor, ...]:
    """The two sides that the article names most."""
    named = [a for m in context.analysis.mentions for a in sides(m.actors) if a.kind in _SIDES and (a.id or a.country)]
    counts = Counter(a.name for a in named)
    first = {a.name: a for a in reversed(named)}
    return tuple(first[name] for name, _ in counts.most_common(2))


def _as_party(actor: Actor, name: str) -> Actor:
    kind: ActorKind = "state" if len(name) == 3 and name.isupper() and name == actor.country else "organisation"
    return Actor(
        name=name, kind=kind, party=name, country=actor.country, plover=actor.plover, cameo=actor.cameo,
        printed=actor.printed, score=actor.score,
    )  # fmt: skip


def event_of(
    context: Context, layer: Layer, token: Token, actor: tuple[Actor, ...], recipient: tuple[Actor, ...],
    plover: PloverType, aux: Aux, reason: Reason,
) -> Event:  # fmt: skip
    """The event with its codes and scores filled in from the words of its clause."""
    codes = codes_for(plover, [t.lemma_.lower() for t in token.subtree])
    return Event(
        evidence=(context.analysis.evidence(layer.sentence_at(token)),),
        actor=actor,
        recipient=recipient,
        plover=plover,
        mode=codes.mode,
        context=codes.context,
        cameo=codes.cameo,
        aux=aux,
        historical=aux == "historical",
        goldstein=codes.goldstein,
        plover_score=codes.plover_score,
        quad=codes.quad,
        reason=reason,
        **context.attributed(token, layer),
    )
