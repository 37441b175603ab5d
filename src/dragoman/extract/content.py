"""The words of what is demanded, offered or refused."""

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.language.pipeline import Layer
from dragoman.language.predicates import verb_over

MAX_WORDS = 15
"""The codebook's limit for a position's content."""
_LEADING_ON = frozenset(
    ["a", "an", "the", "any", "its", "his", "her", "their", "of", "in", "on", "at", "to", "for", "from", "by", "with",
     "as", "and", "or", "but", "that", "which", "who", "before", "after", "between", "over", "about", "into", "if"]
)  # fmt: skip


def content_of(tokens: Sequence[Token], fallback: Token) -> str:
    """At most fifteen words of what is demanded, offered or refused, as printed."""
    head = tokens[0] if tokens else fallback
    joined = {t.i for c in head.conjuncts if c.i > head.i for t in c.subtree}
    words = [t for t in head.subtree if not t.is_space and t.i not in joined]
    return cut(words[0].doc[words[0].i : words[-1].i + 1].text, MAX_WORDS)


def cut(text: str, limit: int) -> str:
    """At most ``limit`` words, none of which only leads on to what is cut off: "a summit in", "before any"."""
    words = text.split()
    kept = words[:limit]
    while len(kept) < len(words) and len(kept) > 1 and kept[-1].lower().strip(",;") in _LEADING_ON:
        kept.pop()
    return " ".join(kept).strip(" ,;") if len(kept) < len(words) else " ".join(kept)


def content_near(token: Token, layer: Layer) -> str:
    """What the clause around a holder's mention says: its verb's complement or object, else the clause itself."""
    verb = verb_over(token) or token.sent.root
    predicate = layer.predicates.get(verb.i)
    tokens = (*predicate.clauses, *predicate.objects) if predicate else ()
    return content_of([t for t in tokens if t is not token], verb)
