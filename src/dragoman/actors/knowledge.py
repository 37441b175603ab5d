"""The knowledge base: who and what a name can mean."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from dragoman.actors.candidates import Candidate, CandidateFinder
from dragoman.actors.collectives import Name, group_entities, merged_groups, place_entities, state_entities
from dragoman.actors.entities import Entity, HitKind, NameHit, Person, Sitting
from dragoman.actors.fold import keep_places
from dragoman.actors.gazetteer import Gazetteer, PersonalWords
from dragoman.actors.layers import add_layer, apply_merges, persons_of
from dragoman.actors.names import Synonyms
from dragoman.actors.offices import office_words
from dragoman.actors.people import People
from dragoman.actors.people_scan import scan_people
from dragoman.actors.tables import shipped_digest, shipped_lines, shipped_rows, user_rows
from dragoman.actors.tenures import covers, presumed, sitting_in


class KnowledgeBase:
    """Names, actors, persons and their tenures, in layers."""

    def __init__(
        self,
        *,
        entities: Iterable[tuple[Entity, list[Name]]],
        words: PersonalWords,
        people: People | None = None,
        synonyms: Synonyms | None = None,
        cities: Mapping[str, str] | None = None,
        implied: Mapping[str, str] | None = None,
        founded: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        self.people = people or People()
        self.synonyms: Synonyms = synonyms or {}
        self._finder = CandidateFinder(self.people, self.synonyms)
        self._cities = cities or {}
        self._implied = implied or {}
        self._founded = founded or {}
        self._by_name: dict[str, Entity] = {}
        self._entities: dict[str, Entity] = {}
        names: list[Name] = []
        for entity, own_names in entities:
            self._entities.setdefault(entity.id, entity)
            if entity.kind != "place":
                self._by_name.setdefault(entity.name, entity)
            names += own_names
        self._gazetteer = Gazetteer(names, words=words)

    @classmethod
    def load(cls, *, layers: Iterable[Path] = ()) -> "KnowledgeBase":
        """The shipped knowledge base with a user's own people ``layers`` on top, later ones above earlier ones.

        Raises:
            ModelError: if a shipped file is missing or damaged.
            SourceError: if a layer cannot be read.
        """
        synonyms = _synonyms()
        people = People(shipped_lines("people.jsonl.gz"), shipped_lines("people_index.tsv.gz"))
        if not _curated_is_built_in():
            add_layer(people, persons_of(shipped_rows("curated", "people.csv")), synonyms)
        for layer in layers:
            rows = list(user_rows(layer))
            add_layer(people, persons_of(row for row in rows if not row.get("same_as")), synonyms)
            apply_merges(people, rows)
        return cls(
            entities=chain(
                state_entities(shipped_rows("states.csv"), long_names=_pairs("state_long_names.csv", "iso3", "long")),
                group_entities(
                    merged_groups(chain(shipped_rows("groups.csv"), shipped_rows("curated", "groups.csv"))),
                    codes=_pairs("group_codes.csv", "short", "cameo"),
                ),
                place_entities(chain(shipped_rows("curated", "places.csv"), shipped_rows("places.csv"))),
            ),
            words=_personal_words(),
            people=people,
            synonyms=synonyms,
            cities=_cities(),
            implied=_pairs("implied_sides.csv", "word", "side"),
            founded={row["iso3"]: (row["founded"], row["before"]) for row in shipped_rows("founded_states.csv")},
        )

    def entity(self, key: str) -> Entity | None:
        """The state, organisation, group or place with the id ``key``, or None."""
        return self._entities.get(key)

    def called(self, name: str) -> Entity | None:
        """The state, organisation or group with this codebook name, else with this name at all; None if none has."""
        known = self._by_name.get(name)
        if known is not None or not name:
            return known
        bearers = self.bearers(name)
        entities = (self._entities.get(key) for key in bearers[1]) if bearers else iter(())
        return next((entity for entity in entities if entity is not None and entity.kind != "place"), None)

    def bearers(self, name: str) -> tuple[HitKind, tuple[str, ...]] | None:
        """Kind and ids of the states, organisations, groups and places called ``name`` exactly, or None."""
        return self._gazetteer.bearers(name)

    def sides_of(self, hit: NameHit) -> tuple[str, ...]:
        """Codebook names of the sides that a found name stands for: a metonym's state, a capital's, a group's own."""
        entities = (self._entities.get(key) for key in hit.ids)
        sides = (self.side_of(entity) for entity in entities if entity is not None)
        return tuple(dict.fromkeys(side for side in sides if side))

    def side_of(self, entity: Entity) -> str:
        """Codebook name of the side that an entity is or stands for, its country for a place."""
        if entity.kind == "place":
            return entity.stands_for or entity.country or ""
        return entity.name

    def implied_sides(self, words: str) -> frozenset[str]:
        """Sides that words beside a name imply without naming them ("Sen." is American)."""
        return frozenset(side for word, side in self._implied.items() if word in words.split())

    def city_country(self, name: str) -> str | None:
        """ISO alpha-3 of the largest city called ``name``, or None."""
        return self._cities.get(keep_places(name))

    def state_on(self, country: str, on: date | None) -> str:
        """The code of the state that ``country`` was on the day: before its founding, the one that it was a part of."""
        founded, before = self._founded.get(country, ("", ""))
        return before if on is not None and on.isoformat() < founded else country

    def person(self, key: str) -> Person | None:
        """The person with the id ``key``, or None."""
        return self.people.get(key)

    def candidates(self, name: str, *, countries: frozenset[str] = frozenset()) -> list[Candidate]:
        """The persons that ``name`` can mean by the name alone, best first; typing errors only within ``countries``."""
        return self._finder.find(name, countries=countries)

    def holders(self, side: str, classes: Iterable[str], on: date) -> list[Person]:
        """Who held an office of one of the ``classes`` for a side on the day ``on``, as far as is known; best first."""
        found = {p.id: (p, t) for kind in classes for p in self.people.seated(side, kind) for t in p.tenures
                 if t.office_class == kind and side in (t.country, t.party) and presumed(t, on)}  # fmt: skip
        certain = sorted(found.values(), key=lambda pair: (covers(pair[1], on) is True, pair[1].start), reverse=True)
        return [person for person, _ in certain]

    def sitting(self, person_id: str, office_class: str, on: date) -> Sitting:
        """Whether the person held an office of this class on the day ``on``, with the tenure that proves it."""
        person = self.people.get(person_id)
        if person is None:
            return Sitting(status="unknown", basis="the knowledge base does not know this person")
        return sitting_in(person, [office_class], on)

    def scan(self, text: str) -> list[NameHit]:
        """Every known name in ``text``, in order, longest first where names overlap; never raises on odd text.

        States, peoples, capitals, cities, organisations and groups by any of their names; persons by their full names.
        """
        people = list(scan_people(text, self.people))
        return sorted(_without_overlap([*people, *self._gazetteer.scan(text)]), key=lambda hit: hit.start)

    def collectives_in(self, words: str) -> list[NameHit]:
        """The names in ``words`` that are no person's."""
        return self._gazetteer.scan(words)


def _pairs(name: str, key: str, value: str) -> dict[str, str]:
    return {row[key]: row[value] for row in shipped_rows(name)}


def _personal_words() -> PersonalWords:
    return PersonalWords(
        shared=frozenset(row["name"] for row in shipped_rows("personal_names.csv")),
        given_names=frozenset(row["name"] for row in shipped_rows("given_names.csv")),
        office_words=office_words(),
    )


def _synonyms() -> dict[str, frozenset[str]]:
    pairs = (line.split("\t", 1) for line in shipped_lines("name_synonyms.tsv.gz") if line)
    return {name: frozenset(forms.split()) for name, forms in pairs}


def _cities() -> dict[str, str]:
    cities: dict[str, str] = {}
    for line in shipped_lines("cities.tsv.gz"):
        name, country, _ = line.split("\t", 2)
        cities.setdefault(name, country)
    return cities


def _curated_is_built_in() -> bool:
    """Whether the built persons hold the curated table as it is now; one edited since is joined when loading."""
    built = next((row["sha256"] for row in shipped_rows("built_from.csv") if row["table"] == "people"), "")
    return built == shipped_digest("curated", "people.csv")


def _without_overlap(hits: Iterable[NameHit]) -> Iterator[NameHit]:
    """The leftmost longest of overlapping hits."""
    reach = 0
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start >= reach:
            reach = hit.end
            yield hit
