"""Who says what, by which words: quotations and reported speech with their sources."""

from dragoman.language.attribution.find import find_attributions, source_of
from dragoman.language.attribution.lexicon import AttributionLexicon, default_lexicon
from dragoman.language.attribution.model import Attribution
from dragoman.language.attribution.sources import voice_of

__all__ = ["Attribution", "AttributionLexicon", "default_lexicon", "find_attributions", "source_of", "voice_of"]
