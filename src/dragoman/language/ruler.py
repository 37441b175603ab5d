"""spaCy's attribute ruler with its matches remembered: the same annotations, an eighth of a pipeline's time saved.

Nearly all of an attribute ruler's patterns look at one word, and at nothing of it but its letters, tag and dependency.
Which of them match is therefore asked of spaCy once for each such word and then remembered.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

Match = tuple[int, int, int]
"""A pattern's id and the half-open range of tokens that it matches, as spaCy's matcher gives it."""

Pattern = dict[str, Any]
"""What a pattern asks of one token, by attribute."""

_SEEN: Final = ("LOWER", "TAG", "DEP", "IS_SPACE")
_MOST_REMEMBERED: Final = 200_000
"""Words remembered at most, so that a worker that runs for weeks does not grow: some 30 MB."""


def quickened(ruler: AttributeRuler, vocab: Vocab) -> None:
    """Puts a remembering matcher in the ruler's place where its patterns allow it; other rulers stay as they are."""
    patterns = {key: ruler.matcher.get(vocab.strings[key])[1] for key in _keys(ruler, vocab)}
    if all(_is_simple(token) for alternatives in patterns.values() for words in alternatives for token in words):
        ruler.matcher = RememberingMatcher(vocab, patterns)  # type: ignore[assignment]


def _keys(ruler: AttributeRuler, vocab: Vocab) -> list[int]:
    return [vocab.strings.add(str(number)) for number in range(len(ruler.attrs))]


def _is_simple(token: Pattern) -> bool:
    """Whether a token's pattern looks only at what is remembered, and stands for exactly one word."""
    return token.keys() <= set(_SEEN)


class RememberingMatcher:
    """Gives what a ``Matcher`` of the same patterns gives, in another order; the ruler sorts.

    Args:
        vocab: the pipeline's vocabulary.
        patterns: alternatives of each pattern by its id; tokens may look at ``LOWER``, ``TAG``, ``DEP``, ``IS_SPACE``.
    """

    def __init__(self, vocab: Vocab, patterns: Mapping[int, Sequence[Sequence[Pattern]]]) -> None:
        self._words, self._first, self._phrases = (Matcher(vocab) for _ in range(3))
        self._longest = 1
        self._known: dict[tuple[int, ...], tuple[tuple[int, ...], bool]] = {}
        for key, alternatives in patterns.items():
            self._add(key, alternatives)

    def _add(self, key: int, alternatives: Sequence[Sequence[Pattern]]) -> None:
        single = [list(words) for words in alternatives if len(words) == 1]
        several = [list(words) for words in alternatives if len(words) > 1]
        if single:
            self._words.add(key, single)
        if several:
            self._first.add(key, [words[:1] for words in several])
            self._phrases.add(key, several)
            self._longest = max(self._longest, *map(len, several))

    def __call__(self, doc: Doc, *, allow_missing: bool = True, as_spans: bool = False) -> list[Match]:
        """The matches in a document."""
        return [match for number, key in enumerate(self._words_of(doc)) for match in self._at(doc, number, key)]

    def _words_of(self, doc: Doc) -> Iterator[tuple[int, ...]]:
        return map(tuple, doc.to_array(list(_SEEN)).tolist())

    def _at(self, doc: Doc, number: int, key: tuple[int, ...]) -> Iterator[Match]:
        known = self._known.get(key)
        if known is None:
            known = self._remembered(key, doc[number : number + 1])
        yield from ((match, number, number + 1) for match in known[0])
        if known[1]:
            found = self._phrases(doc[number : number + self._longest], allow_missing=True)
            yield from ((match, number, number + end) for match, start, end in found if start == 0)

    def _remembered(self, key: tuple[int, ...], word: Span) -> tuple[tuple[int, ...], bool]:
        """The one-word patterns that match a word, and whether a longer one can begin with it."""
        matches = tuple(match for match, *_ in self._words(word, allow_missing=True))
        found = (matches, bool(self._first(word, allow_missing=True)))
        if len(self._known) < _MOST_REMEMBERED:
            self._known[key] = found
        return found
