"""People named as their article names them: the codebook asks for "full name as best known from the article"."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from dragoman.language.mentions import Mention
from dragoman.model import Actor

_SAME = 70  # rapidfuzz ratio: Zelensky/Zelenskyy 94, Erdogan/Erdoğan 86, AbuUbaida/AbuObeida 78; Kim/Jong 0


def as_article_names(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with every known person under the longest name that the article prints for him.

    Where it prints a family name alone, the known given name is put before it: "Volodymyr Zelensky".
    """
    names = {key: _best_name(actor, printed) for key, (actor, printed) in _printed_forms(mentions).items()}
    return [replace(m, actors=tuple(_renamed(a, names) for a in m.actors)) for m in mentions]


def _printed_forms(mentions: Iterable[Mention]) -> dict[str, tuple[Actor, list[str]]]:
    forms: dict[str, tuple[Actor, list[str]]] = {}
    for mention in mentions:
        for actor in mention.actors:
            if actor.kind == "person" and not mention.pronominal and mention.kind != "description":
                forms.setdefault(_key(actor), (actor, []))[1].append(" ".join(mention.text.split()))
    return forms


def _key(actor: Actor) -> str:
    return actor.id or actor.name


def _best_name(actor: Actor, printed: Sequence[str]) -> str:
    known = actor.name.split()
    full = [form for form in printed if _is_full(form, known, linked=actor.id is not None)]
    if full:
        often = Counter(full)  # one slip, "Volodymyr Zelenskyhas", names nobody
        return max(full, key=lambda form: (often[form], len(form)))
    alone = max((form for form in printed if " " not in form and not form.isupper()), key=len, default="")
    if len(known) > 1 and alone and fuzz.ratio(alone.lower(), known[-1].lower()) >= _SAME:
        return " ".join([*known[:-1], alone])
    return actor.name


def _is_full(form: str, known: Sequence[str], *, linked: bool) -> bool:
    """Whether a printed form is a whole name, and of a known person the same family name: no title, no slip."""
    words = form.split()
    if not 2 <= len(words) <= 4 or form.isupper():
        return False
    return not linked or _is_his(words, known)


def _is_his(words: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a name has the known family name or is spelled alike: "Izzat Abdulhadi", known as "Izzat Abdul Hadi"."""
    if fuzz.ratio(words[-1].lower(), known[-1].lower()) >= _SAME:
        return True
    return fuzz.ratio("".join(words).lower(), "".join(known).lower()) >= _SAME


def _renamed(actor: Actor, names: dict[str, str]) -> Actor:
    name = names.get(_key(actor))
    return replace(actor, name=name) if name and actor.kind == "person" else actor
