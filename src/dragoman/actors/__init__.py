"""Who is who on that date: actors, offices, aliases, and what a report gets wrong about them."""

from dragoman.actors.checks import Finding, check_office
from dragoman.actors.entities import Entity, NameHit, Person, Sitting, Tenure
from dragoman.actors.knowledge import KnowledgeBase
from dragoman.actors.linker import link_document
from dragoman.actors.mention import LinkedMention, RawMention

__all__ = [
    "Entity", "Finding", "KnowledgeBase", "LinkedMention", "NameHit", "Person", "RawMention", "Sitting", "Tenure",
    "check_office", "link_document",
]  # fmt: skip
