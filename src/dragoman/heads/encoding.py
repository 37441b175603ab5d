"""An article as the encoder reads it: windows of its headline and following sentences, with their mentions marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Encoding, Tokenizer

from dragoman.errors import ModelError
from dragoman.heads.labels import KIND_MARKERS, MARKERS

TITLE_PIECES = 12
TEXT_PIECES = 112
WINDOW_PIECES = 160
"""Longer windows save headlines, but attention's cost grows with the square."""
_MAX_CHARACTERS = 4_000

MentionPlace = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadInput:
    """What the heads read of one sentence.

    Attributes:
        title: the article's headline, None when ``text`` is the headline itself or belongs to no article.
        text: the sentence.
        mentions: start, end (half-open, Unicode code points of ``text``) and kind of each mention; a kind is one of
            ``labels.MARKERS`` or ``labels.KIND_MARKERS``, any other counts as ``unknown``.
    """

    title: str | None
    text: str
    mentions: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Encoded:
    """Word pieces of a sentence.

    Attributes:
        ids: vocabulary ids, beginning with ``[CLS]``.
        mentions: for each mention the position of its marker and the half-open positions of its words, or None for a
            mention that lies beyond the pieces read.
        title: the ids of the headline that stands before it, beginning with ``[CLS]``; none where it stands alone.
        headline: the text that says to which article it belongs.
    """

    ids: tuple[int, ...]
    mentions: tuple[MentionPlace | None, ...]
    title: tuple[int, ...]
    headline: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence lies in a window.

    Attributes:
        start: the position of its ``[CLS]``, which its words follow.
        end: one past its last word.
        mentions: as in ``Encoded``, counted from the beginning of the window.
    """

    start: int
    end: int
    mentions: tuple[MentionPlace | None, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences that the encoder reads together: ``[CLS] headline [CLS] sentence [CLS] sentence ... [SEP]``.

    Attributes:
        ids: the vocabulary ids.
        parts: for each of them its part of the window: 0 for the headline and ``[SEP]``, then the sentences' numbers.
        places: where the sentences lie.
    """

    ids: tuple[int, ...]
    parts: tuple[int, ...]
    places: tuple[Place, ...]


def encode(tokenizer: Tokenizer, items: Iterable[HeadInput]) -> list[Encoded]:
    """The word pieces of each sentence, its mentions each after a marker that tells their kind.

    After the entity markers of Baldini Soares et al. 2019 ("Matching the Blanks"), without closing ones.
    """
    opening = _id(tokenizer, "[CLS]")
    titles: dict[str, tuple[int, ...]] = {}
    out = []
    for item in items:
        if item.title is not None and item.title not in titles:
            titles[item.title] = (opening, *_pieces(tokenizer, item.title).ids[:TITLE_PIECES])
        ids, places = _marked(tokenizer, item)
        title = () if item.title is None else titles[item.title]
        out.append(Encoded((opening, *ids), places, title, item.text if item.title is None else item.title))
    return out


def windows(tokenizer: Tokenizer, pieces: Sequence[Encoded], *, most: int = WINDOW_PIECES) -> Iterator[Window]:
    """The windows of sentences in order, each of one article and at most ``most`` pieces, if more than one sentence."""
    closing = _id(tokenizer, "[SEP]")
    for run in _runs(pieces, most):
        ids, places = list(run[0].title), []
        parts = [0] * len(ids)
        for part, piece in enumerate(run, 1 if ids else 0):
            start = len(ids)
            ids.extend(piece.ids)
            parts.extend([part] * len(piece.ids))
            places.append(Place(start, len(ids), tuple(_moved(at, start) for at in piece.mentions)))
        yield Window((*ids, closing), (*parts, 0), tuple(places))


def _runs(pieces: Sequence[Encoded], most: int) -> Iterator[list[Encoded]]:
    run: list[Encoded] = []
    length = 0
    for piece in pieces:
        follows = bool(run and piece.title) and piece.headline == run[0].headline
        if run and not (follows and length + len(piece.ids) < most):
            yield run
            run = []
        length = length + len(piece.ids) if run else len(piece.title) + len(piece.ids)
        run.append(piece)
    if run:
        yield run


def _moved(place: MentionPlace | None, by: int) -> MentionPlace | None:
    return None if place is None else (place[0] + by, place[1] + by, place[2] + by)


def _pieces(tokenizer: Tokenizer, text: str) -> Encoding:
    # A lone surrogate is no UTF-8, which the tokenizer demands; "?" keeps the offsets.
    readable = text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    return tokenizer.encode(readable, add_special_tokens=False)


def _marked(tokenizer: Tokenizer, item: HeadInput) -> tuple[list[int], tuple[MentionPlace | None, ...]]:
    """The pieces with markers put in, and where each mention then lies behind the ``[CLS]``; the longer opens first."""
    body = _pieces(tokenizer, item.text)
    offsets = body.offsets[:TEXT_PIECES]
    spans = [_piece_span(offsets, start, end) for start, end, _ in item.mentions]
    opening: dict[int, list[int]] = {}
    for start, _, number in sorted((s[0], -s[1], n) for n, s in enumerate(spans) if s):
        opening.setdefault(start, []).append(number)
    out: list[int] = []
    marker_at: dict[int, int] = {}
    position: list[int] = []
    for piece, vocabulary_id in enumerate(body.ids[:TEXT_PIECES]):
        for number in opening.get(piece, ()):
            marker_at[number] = len(out) + 1
            out.append(_marker(tokenizer, item.mentions[number][2]))
        position.append(len(out) + 1)
        out.append(vocabulary_id)
    return out, tuple(s and (marker_at[n], position[s[0]], position[s[1] - 1] + 1) for n, s in enumerate(spans))


def _piece_span(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    touched = [n for n, (a, b) in enumerate(offsets) if a < end and start < b]
    return (touched[0], touched[-1] + 1) if touched else None


def _marker(tokenizer: Tokenizer, kind: str) -> int:
    return _id(tokenizer, MARKERS[KIND_MARKERS.get(kind, kind if kind in MARKERS else "unknown")])


def _id(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ModelError(f"the heads' tokenizer has no {piece}; reinstall dragoman")
    return number
