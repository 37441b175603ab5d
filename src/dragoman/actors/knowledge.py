"""The knowledge base: who and what a name can mean."""

from collections.abc import Iterable
from itertools import chain

from dragoman.actors.collectives import Name, group_entities, place_entities, state_entities
from dragoman.actors.entities import Entity, NameHit
from dragoman.actors.gazetteer import Gazetteer, PersonalWords
from dragoman.actors.tables import shipped_rows


class KnowledgeBase:
    """Names, actors, persons and their tenures, in layers."""

    def __init__(self, *, entities: Iterable[tuple[Entity, list[Name]]], words: PersonalWords) -> None:
        self._entities: dict[str, Entity] = {}
        names: list[Name] = []
        for entity, own_names in entities:
            self._entities.setdefault(entity.id, entity)
            names += own_names
        self._gazetteer = Gazetteer(names, words=words)

    @classmethod
    def load(cls) -> "KnowledgeBase":
        """The shipped knowledge base.

        Raises:
            ModelError: if a shipped file is missing or damaged.
        """
        return cls(
            entities=chain(
                state_entities(shipped_rows("states.csv")),
                group_entities(chain(shipped_rows("curated", "groups.csv"), shipped_rows("groups.csv"))),
                place_entities(chain(shipped_rows("curated", "places.csv"), shipped_rows("places.csv"))),
            ),
            words=_personal_words(),
        )

    def entity(self, key: str) -> Entity | None:
        """The state, organisation, group or place with the id ``key``, or None."""
        return self._entities.get(key)

    def scan(self, text: str) -> list[NameHit]:
        """Every known name in ``text``, in order, longest first where names overlap; never raises on odd text."""
        return self._gazetteer.scan(text)


def _personal_words() -> PersonalWords:
    return PersonalWords(
        shared=frozenset(row["name"] for row in shipped_rows("personal_names.csv")),
        given_names=frozenset(row["name"] for row in shipped_rows("given_names.csv")),
        office_words=frozenset(row["word"] for row in shipped_rows("office_words.csv")),
    )
