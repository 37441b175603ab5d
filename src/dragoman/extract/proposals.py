"""Proposals told by their rejection: "Ukraine rejected several of Russia's proposals" says that Russia made some."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.content import content_of
from dragoman.extract.context import Context
from dragoman.extract.frames import Match
from dragoman.extract.issues import IssueWords, issue_of
from dragoman.language.coreference import party_of
from dragoman.language.predicates import below
from dragoman.model import Position, Reason

_PUT = frozenset({"proposal", "plan", "offer", "initiative", "demand", "term", "draft"})
_HOLDS = frozenset({"include", "contain", "foresee", "envisage", "comprise", "cap", "call"})


def rejected_proposals(match: Match, context: Context, issues: IssueWords) -> Iterator[Position]:
    """The proposals whose rejection a match tells, one for each item that the text lists of them."""
    if match.rule.gives.get("kind") != "rejection":
        return
    layer, token = match.layer, match.predicate.token
    for noun in (n for t in match.role("object") for n in (t, *below(t, "of")) if n.lemma_.lower() in _PUT):
        owners = context.owners([noun], layer)
        contents = [part for item in _items(noun) for part in _parts(content_of([item], noun), issues)]
        for content in contents if owners else ():
            yield Position(
                evidence=(context.analysis.evidence(layer.sentence_at(token)),),
                holder=owners[0],
                party=party_of(owners[0]),
                kind="demand" if noun.lemma_ == "demand" else "proposal",
                issue=issue_of(content, issues),
                content=content,
                historical=context.historical(token, layer),
                reason=Reason(rule="positions.rejected-proposal", note=match.rule.id, stable=True),
                **context.attributed(token, layer),
            )


def _parts(content: str, issues: IssueWords) -> list[str]:
    """The halves of "A and B" where each is about an issue of its own, else the whole."""
    halves = content.split(" and ")
    about = {issue_of(half, issues) for half in halves}
    return halves if len(halves) > 1 and len(about) == len(halves) and "other" not in about else [content]


def _items(noun: Token) -> Iterator[Token]:
    """What a proposal holds, one by one ("which included A and B"); the proposal itself when nothing is listed."""
    clauses = [c for c in (*noun.children, *noun.head.children, *noun.head.head.children) if c.dep_ == "relcl"]
    listed = [o for c in clauses if c.lemma_ in _HOLDS for o in c.children if o.dep_ == "dobj"]
    yield from (item for o in listed for item in (o, *o.conjuncts)) if listed else [noun]
