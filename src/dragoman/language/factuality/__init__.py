"""What a text says of each event: that it happened, will, may, would if, did not, was only rumoured, was long ago."""

from dragoman.language.factuality.judging import Judgement, events, judge, judge_all, judge_tokens
from dragoman.language.factuality.lexicon import FactualityLexicon, lexicon_examples, load_lexicon

__all__ = [
    "FactualityLexicon", "Judgement", "events", "judge", "judge_all", "judge_tokens", "lexicon_examples",
    "load_lexicon",
]  # fmt: skip
