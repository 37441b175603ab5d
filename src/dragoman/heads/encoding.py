"""A sentence as the encoder reads it: headline, ends of the previous sentence, and itself with its mentions marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Encoding, Tokenizer

from dragoman.errors import ModelError
from dragoman.heads.labels import CLOSING_MARKER, KIND_MARKERS, MARKERS

TITLE_PIECES = 12
PREVIOUS_HEAD = 10
PREVIOUS_TAIL = 8
TEXT_PIECES = 112
_MAX_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadInput:
    """What the heads read of one sentence.

    Attributes:
        title: the article's headline, empty when ``text`` is the headline itself.
        previous: the sentence before, empty when there is none.
        text: the sentence.
        mentions: start, end (half-open, Unicode code points of ``text``) and kind of each mention; a kind is one of
            ``labels.MARKERS`` or ``labels.KIND_MARKERS``, any other counts as ``unknown``.
    """

    title: str
    previous: str
    text: str
    mentions: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Encoded:
    """Word pieces of an input and where its parts lie among them.

    Attributes:
        ids: vocabulary ids, the special ones included.
        text: first and one past the last position of the sentence.
        mentions: for each mention the position of its opening marker and the half-open positions of its words, or
            None for a mention that lies beyond the pieces read.
    """

    ids: tuple[int, ...]
    text: tuple[int, int]
    mentions: tuple[tuple[int, int, int] | None, ...]


def encode(tokenizer: Tokenizer, item: HeadInput) -> Encoded:
    """The word pieces of ``item``: ``[CLS] headline [SEP] previous [SEP] sentence [SEP]``.

    Mentions stand between an opening marker that tells their kind and a closing one, after Baldini Soares et al. 2019
    ("Matching the Blanks", entity markers).
    """
    separator = _id(tokenizer, "[SEP]")
    title = _pieces(tokenizer, item.title).ids[:TITLE_PIECES]
    before = (_id(tokenizer, "[CLS]"), *title, separator, *_shortened(tokenizer, item.previous), separator)
    body = _pieces(tokenizer, item.text)
    spans = [_piece_span(body, start, end) for start, end, _ in item.mentions]
    ids, places = _marked(tokenizer, body.ids[:TEXT_PIECES], spans, [kind for *_, kind in item.mentions])
    shift = len(before)
    return Encoded(
        ids=(*before, *ids, separator),
        text=(shift, shift + len(ids)),
        mentions=tuple(None if p is None else (p[0] + shift, p[1] + shift, p[2] + shift) for p in places),
    )


def _pieces(tokenizer: Tokenizer, text: str) -> Encoding:
    # A lone surrogate is no UTF-8, which the tokenizer demands; "?" keeps the offsets.
    readable = text[:_MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    return tokenizer.encode(readable, add_special_tokens=False)


def _shortened(tokenizer: Tokenizer, text: str) -> list[int]:
    """Both ends of a sentence: its subject stands at the beginning, who said it often at the end."""
    ids: list[int] = _pieces(tokenizer, text).ids
    if len(ids) <= PREVIOUS_HEAD + PREVIOUS_TAIL:
        return ids
    return ids[:PREVIOUS_HEAD] + ids[-PREVIOUS_TAIL:]


def _piece_span(body: Encoding, start: int, end: int) -> tuple[int, int] | None:
    touched = [n for n, (a, b) in enumerate(body.offsets[:TEXT_PIECES]) if a < end and start < b]
    return (touched[0], touched[-1] + 1) if touched else None


def _marked(
    tokenizer: Tokenizer, ids: Sequence[int], spans: Sequence[tuple[int, int] | None], kinds: Sequence[str]
) -> tuple[list[int], list[tuple[int, int, int] | None]]:
    """The pieces with markers put in, and where each mention then lies; of nested mentions the outer opens first."""
    order = sorted(((s, n) for n, s in enumerate(spans) if s), key=lambda item: (item[0][0], -item[0][1], item[1]))
    opening: dict[int, list[int]] = {}
    closing: dict[int, int] = {}
    for (start, end), number in order:
        opening.setdefault(start, []).append(number)
        closing[end] = closing.get(end, 0) + 1
    close = _id(tokenizer, CLOSING_MARKER)
    out: list[int] = []
    marker_at: dict[int, int] = {}
    position: list[int] = []
    for piece in range(len(ids) + 1):
        out.extend([close] * closing.get(piece, 0))
        for number in opening.get(piece, ()):
            marker_at[number] = len(out)
            out.append(_id(tokenizer, MARKERS[KIND_MARKERS.get(kinds[number], _known(kinds[number]))]))
        position.append(len(out))
        out.extend(ids[piece : piece + 1])
    places = [s and (marker_at[n], position[s[0]], position[s[1] - 1] + 1) for n, s in enumerate(spans)]
    return out, places


def _id(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ModelError(f"the heads' tokenizer has no {piece}; reinstall dragoman")
    return number


def _known(kind: str) -> str:
    return kind if kind in MARKERS else "unknown"
