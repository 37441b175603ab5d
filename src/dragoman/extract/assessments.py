"""Assessments: readings by observers or by the author, kept apart from claims; they never set state."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.context import Context
from dragoman.extract.frames import Match, matches
from dragoman.language.pipeline import Layer
from dragoman.model import Assessment


def assessments(context: Context) -> list[Assessment]:
    """The readings of an article, one for each sentence and rule."""
    found = [a for layer in context.analysis.layers for a in _of_layer(layer, context)]
    return list({(a.evidence[0], a.reason.rule, a.about): a for a in found}.values())


def _of_layer(layer: Layer, context: Context) -> Iterator[Assessment]:
    for match in matches(layer, "assessments", context.rules, context.lexicon):
        token = match.predicate.token
        about = match.role(match.rule.gives.get("about", "object|subject"))
        yield Assessment(
            evidence=(context.analysis.evidence(layer.sentence_at(token)),),
            about=words_of(about[0]) if about else "",
            reading=_reading(match, layer),
            reason=match.rule.reason(),
            **{**context.attributed(token, layer), "voice": _voice(match, layer)},  # type: ignore[arg-type]
        )


def _voice(match: Match, layer: Layer) -> str:
    by = {t.lemma_.lower() for t in match.predicate.subjects}
    return "observers" if by & {"observer", "analyst", "expert", "diplomat", "critic", "commentator"} else "author"


def _reading(match: Match, layer: Layer) -> str:
    return layer.sentence_at(match.predicate.token).text.strip()


def words_of(token: Token) -> str:
    """The words of a token's phrase, at most fifteen."""
    tokens = [t for t in token.subtree if not t.is_space]
    return " ".join(token.doc[tokens[0].i : tokens[-1].i + 1].text.split()[:15])
