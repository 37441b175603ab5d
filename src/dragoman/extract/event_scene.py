"""What the heads say of an article's sides, put together once for all its event candidates."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from dragoman.extract.coding import sides
from dragoman.extract.learned import Judged, JudgedPair, Reading
from dragoman.heads import NONE
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Analysis
from dragoman.model import Actor, PloverType

Pair = tuple[str, str]
_FAINT = 0.02


@dataclass(frozen=True, slots=True)
class Scene:
    """The sides of an article and what is done between them, by the heads.

    Attributes:
        pairs: judged pairs by sentence.
        judged: judged mentions by sentence.
        sides: the actor by name, as first mentioned.
        share: what share of all mentions a side has.
        dealings: how many events an ordered pair has over the article, in the sum of the heads' probabilities.
        done: for each type and ordered pair the sentences with their probability.
        likeliest: for each type the probabilities that its sentences tell it, the highest first.
    """

    pairs: Mapping[int, list[JudgedPair]]
    judged: Mapping[int, list[Judged]]
    sides: Mapping[str, Actor]
    share: Mapping[str, float]
    dealings: Mapping[Pair, float]
    done: Mapping[tuple[str, Pair], list[tuple[int, float]]]
    likeliest: Mapping[str, list[float]]

    def elsewhere(self, plover: str, pair: Pair, sentence: int) -> float:
        """The highest probability of the type between two sides in another sentence."""
        return max((p for index, p in self.done.get((plover, pair), ()) if index != sentence), default=0.005)

    def mostly(self, plover: str, *, joint: bool) -> list[Pair]:
        """The ordered pairs between which the type is most likely done over the article, the likeliest first."""
        sums: dict[Pair, float] = defaultdict(float)
        for (kind, pair), tellings in self.done.items():
            if kind == plover:
                first, second = sorted(pair) if joint else pair
                sums[first, second] += sum(p for _, p in tellings)
        return sorted(sums, key=lambda pair: -sums[pair])

    def likely_partners(self, name: str, plover: str, sentence: int, *, acting: bool) -> list[Actor]:
        """Whom a side most likely has done it to (or suffered it from), the likeliest first."""

        def weight(other: str) -> float:
            there, back = (name, other), (other, name)
            dealings = self.dealings.get(back, 0.0) + (self.dealings.get(there, 0.0) if acting else 0.0)
            forth = there if acting else back
            return dealings + 5 * self.elsewhere(plover, forth, sentence) + 10 * self.share.get(other, 0.0)

        others = sorted((other for other in self.sides if other != name), key=lambda other: -weight(other))
        return [self.sides[other] for other in others]


def scene_of(analysis: Analysis, reading: Reading) -> Scene:
    """The scene of an article."""
    pairs: dict[int, list[JudgedPair]] = defaultdict(list)
    judged: dict[int, list[Judged]] = defaultdict(list)
    dealings: dict[Pair, float] = defaultdict(float)
    done: dict[tuple[str, Pair], list[tuple[int, float]]] = defaultdict(list)
    for pair in reading.pairs:
        pairs[pair.sentence.index].append(pair)
        for both in _named(pair):
            dealings[both] += 1 - pair.scores.plover[NONE]
            for plover, p in pair.scores.plover.items():
                if plover != NONE and p > _FAINT:
                    done[plover, both].append((pair.sentence.index, p))
    for one in reading.mentions:
        judged[one.sentence.index].append(one)
    known = [a for m in analysis.mentions for a in sides_of(m)]
    count = Counter(a.name for a in known)
    total = sum(count.values())
    return Scene(
        pairs=pairs,
        judged=judged,
        sides={a.name: a for a in reversed(known)},
        share={name: n / total for name, n in count.items()},
        dealings=dealings,
        done=done,
        likeliest={
            t: sorted((s.events[t] for s in reading.sentences.values()), reverse=True) for t in get_args(PloverType)
        },
    )


def sides_of(mention: Mention | None) -> tuple[Actor, ...]:
    """The sides that a mention stands for; what happens in a country may be done to it ("strikes in Lebanon").

    A city is only where it happens: who meets in Istanbul does nothing to Turkey. A land is its state's: Gaza, Crimea.
    """
    if mention is None:
        return ()
    if mention.actors:
        return sides(mention.actors)
    if not mention.place or mention.country is None or (mention.city is not None and not mention.region):
        return ()
    code = mention.country
    return (Actor(name=code, kind="state", party=code, country=code, printed=mention.text),)


def names_of(mention: Mention | None) -> frozenset[str]:
    """The names of the sides that a mention stands for."""
    return frozenset(a.name for a in sides_of(mention))


def _named(pair: JudgedPair) -> Iterable[Pair]:
    left, right = sides_of(pair.left), sides_of(pair.right)
    return [(a.name, b.name) for a in left for b in right if a.name != b.name]
