"""Whether a rule holds of a predicate: its roles filled by what the rule asks, its clause judged as it asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.arguments import bearers, mentions_of
from dragoman.extract.clause_tests import CLAUSE_TESTS, passes_as_clause
from dragoman.extract.lexicon import Lexicon
from dragoman.extract.rules import Need, ReportType, Rule, RuleSet
from dragoman.language.factuality import Judgement
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import Predicate, is_noun
from dragoman.model import Rejection


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds of a predicate.

    Attributes:
        rule: the rule.
        predicate: the predicate with its arguments.
        layer: the field that it stands in.
        filled: tokens by role, for every role that the rule needs.
        judgement: how certain the clause is, None when it was not judged.
    """

    rule: Rule
    predicate: Predicate
    layer: Layer
    filled: dict[str, tuple[Token, ...]]
    judgement: Judgement | None

    def role(self, names: str) -> tuple[Token, ...]:
        """The tokens in the first filled of the roles ``a|b``, needed by the rule or not."""
        for name in names.split("|"):
            tokens = self.filled.get(name) or self._tokens(name)
            if tokens:
                return tokens
        return ()

    def _tokens(self, role: str) -> tuple[Token, ...]:
        """The tokens in a role; ``clause-subject`` is the subject of the clause that the predicate governs."""
        if role != "clause-subject":
            return tokens_in_role(self.predicate, role)
        inner = (self.layer.predicates.get(clause.i) for clause in self.predicate.clauses)
        return tuple(subject for predicate in inner if predicate for subject in predicate.subjects)


def matches(layer: Layer, report: ReportType, rules: RuleSet, lexicon: Lexicon) -> Iterator[Match]:
    """All matches of a report type's rules in one field of an article, in text order."""
    for predicate, rule in _triggered(layer, report, rules):
        match = match_rule(rule, predicate, layer, lexicon)
        if match is not None:
            yield match


def turned_away(layer: Layer, report: ReportType, rules: RuleSet, lexicon: Lexicon) -> Iterator[Rejection]:
    """The predicates whose word triggers a rule of a report type that does not hold of them, with what is wanting.

    A word of the other part of speech is left out: "the talks" is no attempt at a rule for the verb "talk".
    """
    for predicate, rule in _triggered(layer, report, rules):
        found = tried(rule, predicate, layer, lexicon)
        if isinstance(found, str) and not found.startswith("pos:"):
            sentence = layer.sentence_at(predicate.token)
            why = f"“{predicate.token}”: {found}"
            yield Rejection(rule=rule.id, field=layer.field, start=sentence.start, end=sentence.end, why=why)


def _triggered(layer: Layer, report: ReportType, rules: RuleSet) -> Iterator[tuple[Predicate, Rule]]:
    for index in sorted(layer.predicates):
        predicate = layer.predicates[index]
        for rule in rules.triggered(report, trigger(predicate.token)):
            yield predicate, rule


def trigger(token: Token) -> str:
    """The lemma that triggers rules, with a verb's particle: "call off", "pull out (of)"."""
    particle = next((child.lower_ for child in token.children if _is_particle(child)), None)
    lemma = token.lemma_.lower()
    return f"{lemma} {particle}" if particle else lemma


def _is_particle(child: Token) -> bool:
    """A particle by its label or as adverb ("walked out"), or a preposition over another one: "out of the talks"."""
    if child.dep_ == "prt" or (child.dep_ == "advmod" and child.lower_ in ("out", "away")):
        return True
    bare = child.dep_ == "prep" and child.lower_ in ("out", "back", "away", "down")
    return bare and not any(below.dep_ == "pobj" for below in child.children)


def match_rule(rule: Rule, predicate: Predicate, layer: Layer, lexicon: Lexicon) -> Match | None:
    """The match of one rule with one predicate, or None."""
    found = tried(rule, predicate, layer, lexicon)
    return found if isinstance(found, Match) else None


def tried(rule: Rule, predicate: Predicate, layer: Layer, lexicon: Lexicon) -> Match | str:
    """The match of one rule with one predicate, or in words what in the rule turned the predicate away."""
    if (kind := "noun" if is_noun(predicate.token) else "verb") not in rule.pos:
        return f"pos: it is a {kind}"
    judgement = judgement_of(predicate.token, layer)
    if not _judged(rule, judgement):
        return "when: wants " + ", ".join(f"{name} {wanted}".lower() for name, wanted in rule.when.items())
    if not _has_auxiliary(rule, predicate.token):
        return f"auxiliaries: none of {', '.join(sorted(rule.auxiliaries))}"
    for need in rule.forbids:
        if _fill(need, predicate, layer, lexicon):
            return f"forbids: {need}"
    filled: dict[str, tuple[Token, ...]] = {}
    for need in rule.needs:
        found = _fill(need, predicate, layer, lexicon)
        if found is None:
            return f"needs: {need}"
        filled[found[0]] = found[1]
    return Match(rule, predicate, layer, filled, judgement)


def judgement_of(token: Token, layer: Layer) -> Judgement | None:
    """How a token's clause is judged: its own judgement, for a noun without one that of the verb over it."""
    own = layer.judgements.get(token.i)
    if own is not None or token.pos_ in ("VERB", "AUX"):
        return own
    return next((layer.judgements[t.i] for t in token.ancestors if t.i in layer.judgements), None)


def _has_auxiliary(rule: Rule, token: Token) -> bool:
    if not rule.auxiliaries:
        return True
    return bool(auxiliaries_of(token) & rule.auxiliaries)


def auxiliaries_of(token: Token) -> set[str]:
    """The auxiliaries of a verb, the verb that governs it among them: "must", also of "has to withdraw"."""
    found = {child.lower_ for child in token.children if child.dep_ == "aux"}
    return found | {token.head.lower_} if token.dep_ == "xcomp" else found


def _judged(rule: Rule, judgement: Judgement | None) -> bool:
    if judgement is None:
        return not any(rule.when.values())
    return all(getattr(judgement, name) is wanted for name, wanted in rule.when.items())


def _fill(need: Need, predicate: Predicate, layer: Layer, lexicon: Lexicon) -> tuple[str, tuple[Token, ...]] | None:
    for role in need.roles:
        tokens = tuple(
            token
            for token in tokens_in_role(predicate, role)
            if any(passes(test, token, layer, lexicon) for test in need.tests)
        )
        if tokens:
            return role, tokens
    return None


def tokens_in_role(predicate: Predicate, role: str) -> tuple[Token, ...]:
    """The argument tokens in a role: subject, object, clause, infinitive, acomp, self, bearer, or a preposition."""
    match role:
        case "subject":
            return predicate.subjects
        case "object":
            return tuple(t for token in predicate.objects for t in _meant(token))
        case "clause":
            return predicate.clauses
        case "self":
            return (predicate.token,)
        case "infinitive":
            return tuple(c for c in predicate.clauses if any(t.tag_ == "TO" for t in c.children))
        case "bearer":
            return bearers(predicate.token)
        case "acomp":
            return tuple(child for child in predicate.token.children if child.dep_ == "acomp")
        case _:
            return predicate.under(role)


def _meant(token: Token) -> tuple[Token, ...]:
    """The token itself, or what a relative pronoun may mean: "the summit in Lucerne, which China did not attend".

    The parser takes the nearest noun, so those above it are given too.
    """
    clause = token.head
    if token.tag_ != "WDT" or clause.dep_ != "relcl":
        return (token,)
    nouns = [clause.head]
    while nouns[-1].dep_ == "pobj" and is_noun(nouns[-1].head.head):
        nouns.append(nouns[-1].head.head)
    return tuple(nouns)


def passes(test: str, token: Token, layer: Layer, lexicon: Lexicon) -> bool:
    """Whether a token is what a test asks: ``any``, ``actor``, ``side``, ``place``, a clause's test or a word class."""
    if test in CLAUSE_TESTS:
        return passes_as_clause(test, token, judgement_of(token, layer))
    if test == "any":
        return True
    if test == "actor":
        return bool(mentions_of(token, layer, lexicon))
    if test == "person":
        return any(a.kind == "person" for m in mentions_of(token, layer, lexicon) for a in m.actors)
    if test == "side":
        return any(a.kind != "person" for m in mentions_of(token, layer, lexicon) for a in m.actors)
    if test == "place":
        return any(mention.place for mention in layer.by_head.get(token.i, ()))
    return lexicon.has(test, token.lemma_.lower())
