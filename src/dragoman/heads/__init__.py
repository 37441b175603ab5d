"""Small trained heads over a sentence encoder: which sentences carry what, and which mention plays which part."""

from dragoman.heads.encoding import HeadInput
from dragoman.heads.labels import NONE
from dragoman.heads.model import Heads, best, load_heads
from dragoman.heads.relevance import LEAD_SENTENCES
from dragoman.heads.scores import SILENCE, MentionScores, PairScores, Probabilities, SentenceScores, Side

__all__ = [
    "LEAD_SENTENCES", "NONE", "SILENCE", "HeadInput", "Heads", "MentionScores", "PairScores", "Probabilities",
    "SentenceScores", "Side", "best", "load_heads",
]  # fmt: skip
