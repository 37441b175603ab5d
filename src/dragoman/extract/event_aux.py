"""How an event is told: actual, to come, hypothetical, negated or background, by heads, grammar and rules together."""

from typing import get_args

from spacy.tokens import Token

from dragoman.extract.context import Context
from dragoman.extract.decisions import Decisions, Features, log_odds
from dragoman.extract.event_candidates import Candidate
from dragoman.extract.frames import judgement_of
from dragoman.extract.learned import Reading
from dragoman.extract.standing import aux_of
from dragoman.model import Aux


def likeliest_aux(candidate: Candidate, token: Token, context: Context, reading: Reading) -> Aux:
    """The likeliest auxiliary mode of a candidate whose clause is that of ``token``."""
    features = aux_features(candidate, token, context, reading)
    decisions: Decisions = reading.decisions
    return max(get_args(Aux), key=lambda aux: decisions[f"aux {aux}"].probability(features))


def aux_features(candidate: Candidate, token: Token, context: Context, reading: Reading) -> Features:
    """What speaks for each mode, by name; log-odds of the heads, else 0 or 1."""
    option, layer = candidate.option, candidate.layer
    sentence = reading.sentences[candidate.sentence.index].aux
    pair = option.pair.scores.aux if option.pair else sentence
    root = layer.judgements.get(candidate.sentence.span.root.i)
    return {
        **{f"pair {aux}": log_odds(pair[aux]) for aux in get_args(Aux)},
        **{f"sentence {aux}": log_odds(sentence[aux]) for aux in get_args(Aux)},
        f"clause {aux_of(judgement_of(token, layer))}": 1.0,
        f"main clause {aux_of(root)}": 1.0,
        f"rule {option.ruled.aux if option.ruled else 'none'}": 1.0,
        "background": float(context.historical(token, layer)),
        "headline": float(candidate.sentence.index == 0),
        candidate.plover: 1.0,
    }
