"""An event put together: actors as sides, codes and scores from the words of its clause."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from dragoman.codes import codes_for
from dragoman.extract.arguments import party_of
from dragoman.extract.context import Context
from dragoman.language.pipeline import Layer, Sentence
from dragoman.model import Actor, ActorKind, Aux, Event, PloverType, Reason


def sides(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors as sides: a person or official stands for the party that he belongs to, each side once."""
    found: dict[str, Actor] = {}
    for actor in actors:
        name = party_of(actor)
        found.setdefault(name, actor if actor.name == name else _as_party(actor, name))
    return tuple(found.values())


def _as_party(actor: Actor, name: str) -> Actor:
    kind: ActorKind = "state" if len(name) == 3 and name.isupper() and name == actor.country else "organisation"
    return Actor(
        name=name, kind=kind, party=name, country=actor.country, plover=actor.plover, cameo=actor.cameo,
        printed=actor.printed, score=actor.score,
    )  # fmt: skip


def event_of(
    context: Context, layer: Layer, token: Token, actor: tuple[Actor, ...], recipient: tuple[Actor, ...],
    plover: PloverType, aux: Aux, reason: Reason, *, sentences: Sequence[Sentence] = (),
) -> Event:  # fmt: skip
    """The event with its codes and scores filled in from the words of its clause."""
    codes = codes_for(plover, [t.lemma_.lower() for t in token.subtree])
    where = sentences or (layer.sentence_at(token),)
    return Event(
        evidence=tuple(context.analysis.evidence(s) for s in where),
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
