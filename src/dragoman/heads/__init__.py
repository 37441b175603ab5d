"""Small trained heads over a sentence encoder: which sentences carry what, and which mention plays which part."""

from dragoman.heads.encoding import HeadInput
from dragoman.heads.labels import NONE
from dragoman.heads.model import Heads, best, load_heads
from dragoman.heads.scores import MentionScores, PairScores, Probabilities, SentenceScores, Side

__all__ = [
    "NONE", "HeadInput", "Heads", "MentionScores", "PairScores", "Probabilities", "SentenceScores", "Side", "best",
    "load_heads",
]  # fmt: skip
