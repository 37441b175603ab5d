"""Gathers the mentions of one person in a document: the full name, later the family name alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dragoman.actors.mention import RawMention
from dragoman.actors.names import INITIALS, Synonyms, full_name_match, surname_match, word_key
from dragoman.actors.sounds import tokens
from dragoman.actors.titles import TitleReading

_PART_OF_NAME = 0.7


@dataclass(slots=True)
class Cluster:
    """Mentions that name one person.

    Attributes:
        name: the fullest name among them.
        places: numbers of the mentions, in the order of the document.
        title: what all their titles and appositions tell.
        said: the keys of the names that were used.
    """

    name: str
    places: list[int] = field(default_factory=list)
    title: TitleReading = field(default_factory=TitleReading)
    said: set[str] = field(default_factory=set)

    def take(self, number: int, name: str, title: TitleReading) -> None:
        """Add a mention."""
        self.places.append(number)
        self.said.add(word_key(name))
        self.title = self.title | title
        if len(tokens(name)) > len(tokens(self.name)):
            self.name = name


def reading_order(mention: RawMention) -> tuple[bool, int]:
    """The headline first, then the body from its start."""
    return mention.field != "title", mention.start


class Clusters:
    """The persons of a document by their names."""

    def __init__(self, synonyms: Synonyms, home_of: Callable[[str], str] = lambda name: "") -> None:
        """Without mentions; ``home_of`` tells the country of a full name, which says where its family name stands."""
        self._synonyms = synonyms
        self._home_of = home_of
        self.all: list[Cluster] = []

    def add_full(self, number: int, name: str, title: TitleReading) -> None:
        """A mention of two or more words joins the cluster whose name it fits, or begins one."""
        best = max(self.all, key=lambda c: full_name_match(name, c.name, self._synonyms), default=None)
        if best is None or full_name_match(name, best.name, self._synonyms) < INITIALS:
            best = Cluster(name)
            self.all.append(best)
        best.take(number, name, title)

    def add_word(self, number: int, word: str, title: TitleReading) -> None:
        """A one-word mention joins the person of that family name, or begins a cluster of its own."""
        known = self.bearing(word, title, number)
        if known is None:
            known = Cluster(word)
            self.all.append(known)
        known.take(number, word, title)

    def bearing(self, word: str, title: TitleReading, number: int) -> Cluster | None:
        """The person of the document whom ``word`` alone means.

        By family name, then title, then who was called so before ("Mr Kim" stays the one he was when an envoy Sung Kim
        comes in), then nearness before it.
        """
        graded = [(self._grade(word, cluster), cluster) for cluster in self.all]
        found = [(grade, cluster) for grade, cluster in graded if grade >= _PART_OF_NAME]

        def likelihood(pair: tuple[float, Cluster]) -> tuple[float, int, bool, int]:
            grade, cluster = pair
            return grade, _agrees(cluster, title), word_key(word) in cluster.said, _nearness(cluster, number)

        return max(found, key=likelihood)[1] if found else None

    def _grade(self, word: str, cluster: Cluster) -> float:
        if len(tokens(cluster.name)) == 1:
            return 1.0 if word_key(cluster.name) == word_key(word) else 0.0
        country = next(iter(cluster.title.sides), "") or self._home_of(cluster.name)
        return surname_match(word, cluster.name, country)


def _agrees(cluster: Cluster, title: TitleReading) -> int:
    return len(cluster.title.sides & title.sides) + len(set(cluster.title.classes) & set(title.classes))


def _nearness(cluster: Cluster, number: int) -> int:
    """The nearer before the mention the better; after it the nearer too, but behind every earlier one."""
    before = [place for place in cluster.places if place < number]
    return max(before) if before else -min(cluster.places, default=0) - 10**6


def order_of(mentions: Sequence[RawMention]) -> list[int]:
    """Numbers of the mentions in reading order."""
    return sorted(range(len(mentions)), key=lambda n: reading_order(mentions[n]))
