"""How surely somebody comes, by the words of one clause: the attendance status that a rule's match tells."""

from dragoman.extract.context import Context
from dragoman.extract.frames import Match, auxiliaries_of
from dragoman.language.factuality import Judgement
from dragoman.model import AttendanceStatus

_WISHED = frozenset({"should", "must", "ought", "need", "needs"})
"""Who "should attend" is wished for, and has not said whether he comes."""
LEFT_OUT = "left_out"
"""What rules call one who was not invited: ``not_named`` for a meeting to come, ``absent`` for one past (codebook)."""


def told_status(match: Match, context: Context, *, took_place: bool) -> AttendanceStatus | None:
    """The status that a match tells of the one it names; None where it does not tell what its rule is for.

    Args:
        match: a match of a rule of attendance, whose ``gives`` names a ``status``, or ``only`` the one that its clause
            must tell.
        context: the article.
        took_place: the meeting that is spoken of was held or is under way.
    """
    if auxiliaries_of(match.predicate.token) & _WISHED:
        return None
    gives = match.rule.gives
    told = gives.get("status") or _by_clause(match, context)
    if told == LEFT_OUT:
        told = "absent" if took_place else "not_named"
    if context.withheld(match.predicate.token, match.layer):
        told = "undetermined"
    return told if gives.get("only", told) == told else None  # type: ignore[return-value]


def _by_clause(match: Match, context: Context) -> str:
    """By the judgement of the clause; who is asked or invited to come has not said so: "was invited to attend"."""
    status = status_by(match.judgement)
    if _asked(match, context):
        return LEFT_OUT if match.judgement is not None and match.judgement.negated else "invited"
    return "conditional" if status == "declined" and _waits(match) else status


def _asked(match: Match, context: Context) -> bool:
    """Whether another asks for it: the one who comes is the object of "invite", "urge" or "call on"."""
    token = match.predicate.token
    above = match.layer.predicates.get(token.head.i) if token.dep_ in ("xcomp", "ccomp") else None
    if above is None or not context.lexicon.has("asking", above.token.lemma_.lower()):
        return False
    return bool(set(match.predicate.subjects) & {*above.objects, *above.under("on", "upon")})


def _waits(match: Match) -> bool:
    """Whether a refusal ends with something that may happen: "will not attend until the siege is lifted"."""
    for child in match.predicate.token.children:
        words = {child.lower_, *(c.lower_ for c in child.children if c.dep_ == "mark")}
        if child.dep_ in ("advcl", "prep") and words & {"until", "till", "without"}:
            return True
    return False


def status_by(judgement: Judgement | None) -> AttendanceStatus:
    """The attendance status of "X attends the talks" by how the clause is judged."""
    if judgement is None:
        return "attended"
    if judgement.conditional:
        return "conditional"
    if judgement.negated:
        return _negative(judgement)
    if judgement.rumoured:
        return "rumoured"
    if judgement.factuality in ("CTu", "Uu") and not judgement.planned and not judgement.unrealised:
        return "undetermined" if not judgement.possible else "considering"
    if judgement.possible:
        return "considering"
    if judgement.planned or judgement.time == "future":
        return "confirmed"
    return "attended"


def _negative(judgement: Judgement) -> AttendanceStatus:
    if judgement.factuality == "PS-" and not judgement.refused:
        return "undetermined"  # "may not attend", "my participation can be cancelled": nobody has decided
    if judgement.unrealised and judgement.planned:
        return "withdrew"
    if judgement.refused or judgement.planned or judgement.time == "future":
        return "declined"
    return "absent"
