"""What a text says of each event: that it happened, will, may, would if, did not, was only rumoured, was long ago.

The method is that of De Facto (Saurí and Pustejovsky 2012): the world of an event is composed from the outermost
governor down, each embedding word changing certainty and polarity by its signature (Nairn, Condoravdi and Karttunen
2006), then by the event's own auxiliaries, negation and modifiers. A verb of saying opens a new source, so a judgement
is always the view of the innermost source.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.language.factuality.embedding import enter
from dragoman.language.factuality.lexicon import FactualityLexicon
from dragoman.language.factuality.markers import settle
from dragoman.language.factuality.reading import Reading, State
from dragoman.language.factuality.tree import AUXILIARIES, Tree, lemma
from dragoman.language.factuality.world import Cue, Time, World
from dragoman.model import Factuality

_FACTUALITY: dict[tuple[str, str], Factuality] = {
    ("CT", "+"): "CT+", ("PR", "+"): "PR+", ("PS", "+"): "PS+", ("CT", "-"): "CT-", ("PR", "-"): "PR-",
    ("PS", "-"): "PS-", ("CT", "u"): "CTu",
}  # fmt: skip
_FORMS = frozenset({"PUNCT", "SPACE", "DET", "PART", "CCONJ", "SCONJ"})
_PREDICATES = frozenset({"acomp", "oprd"})
_ARGUMENTS = frozenset({"attr", "dobj", "nsubj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How one event stands in the text.

    Attributes:
        factuality: FactBank's value in the view of the innermost source.
        time: the event's time against the writing.
        planned: scheduled, due, expected, agreed, or told with *will*.
        possible: may, might, could, ready to, considering, likely to.
        conditional: holds only under a condition.
        antecedent: is itself (in) the condition.
        negated: told not to be so, with whatever certainty.
        rumoured: by rumour, speculation or unnamed reports.
        historical: background from an older episode.
        refused: does not come about by the subject's own will.
        unrealised: a plan told as come to nothing.
        condition: characters of the condition's words, half-open code points of the Doc's text.
        cues: characters of the words that decided, outermost first.
    """

    factuality: Factuality
    time: Time
    planned: bool
    possible: bool
    conditional: bool
    antecedent: bool
    negated: bool
    rumoured: bool
    historical: bool
    refused: bool
    unrealised: bool
    condition: Cue | None
    cues: tuple[Cue, ...]

    @property
    def wanted(self) -> bool:
        """Only asked for, not told to come: the withdrawal of "demanded that they withdraw"."""
        return self.factuality == "Uu" and self.time == "future" and not (self.planned or self.possible)


def judge(token: Token, lexicon: FactualityLexicon, *, headline: bool = False, year: int | None = None) -> Judgement:
    """How the event that ``token`` names stands; any word may be asked for.

    Args:
        token: a verb or noun of a parsed Doc.
        lexicon: the words that decide.
        headline: the Doc is a headline, where the present tense tells the past.
        year: the year of writing, if known; the same year or a later one in the text is no history.
    """
    states = _states(token.sent, [token.i], lexicon, headline=headline, year=year)
    return _judgement(states[token.i].own)


def judge_all(
    doc: Doc, lexicon: FactualityLexicon, *, headline: bool = False, year: int | None = None
) -> dict[int, Judgement]:
    """How every verb and event noun of ``doc`` stands, by token index; linear in the length of the doc.

    Args:
        doc: a parsed Doc.
        lexicon: the words that decide.
        headline: the Doc is a headline.
        year: the year of writing, if known.
    """
    words = list(doc)
    wanted = dict.fromkeys(token.i for token in events(words, lexicon))
    states = _states(words, wanted, lexicon, headline=headline, year=year)
    return {index: _judgement(states[index].own) for index in wanted}


def judge_tokens(doc: Doc, tokens: Sequence[int], lexicon: FactualityLexicon) -> list[Judgement]:
    """How the events at the token indices ``tokens`` stand, whatever their part of speech, in the order asked for."""
    states = _states(list(doc), set(tokens), lexicon, headline=False, year=None)
    return [_judgement(states[index].own) for index in tokens]


def events(tokens: Iterable[Token], lexicon: FactualityLexicon) -> Iterator[Token]:
    """The verbs (auxiliaries left out) and event nouns of a parsed Doc or a part of it, in order."""
    for token in tokens:
        pos = token.pos_
        if pos in {"VERB", "AUX"}:
            wanted = token.dep_ not in AUXILIARIES
        else:
            wanted = pos in {"NOUN", "PROPN"} and lemma(token) in lexicon.event_nouns
        if wanted:
            yield token


def _states(
    words: Iterable[Token], wanted: Collection[int], lexicon: FactualityLexicon, *, headline: bool, year: int | None
) -> Mapping[int, State]:
    """The states of the ``wanted`` words by index, and of all on which theirs depend."""
    reading = Reading(tree=Tree(words), lexicon=lexicon, headline=headline, year=year)
    for token in _downward(reading.tree, _needed(words, wanted, reading)):
        reading.states[token.i] = settle(token, enter(token, reading), reading)
    return reading.states


def _needed(words: Iterable[Token], wanted: Collection[int], reading: Reading) -> set[int]:
    """The words that count for the ``wanted``: they, those that a clause may look at, and all above these."""
    needed: set[int] = set()
    for token in words:
        if token.i in wanted or _is_looked_at(token, reading):
            while token.i not in needed:
                needed.add(token.i)
                token = token.head
    return needed


def _is_looked_at(token: Token, reading: Reading) -> bool:
    """Whether a clause beside a word may stand as the word does: "the goal is to meet", "are likely to meet"."""
    role = token.dep_
    if role not in _PREDICATES and (role not in _ARGUMENTS or reading.noun_signature(token) is None):
        return False
    return token.pos_ not in _FORMS or bool(reading.tree.children(token))


def _downward(tree: Tree, needed: Container[int]) -> Iterator[Token]:
    """The words needed, each after its governor and after all to its left that hang on the same word.

    A loop, not recursion: hostile text parses into chains of any depth.
    """
    waiting = [token for token in reversed(tree.tops) if token.i in needed]
    while waiting:
        token = waiting.pop()
        yield token
        waiting.extend(child for child in reversed(tree.children(token)) if child.i in needed)


def _judgement(world: World) -> Judgement:
    flags = world.flags
    return Judgement(
        factuality=_FACTUALITY.get((world.certainty, world.polarity), "Uu"),
        time="past" if "historical" in flags else world.time,
        planned="planned" in flags,
        possible="possible" in flags,
        conditional="conditional" in flags,
        antecedent="antecedent" in flags,
        negated=world.polarity == "-",
        rumoured="rumoured" in flags,
        historical="historical" in flags,
        refused="refused" in flags,
        unrealised="unrealised" in flags,
        condition=world.condition,
        cues=world.cues,
    )
