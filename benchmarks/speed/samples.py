"""The articles that are read, the same at each run."""

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.gate import Gate
from dragoman.model import Article
from dragoman.read import iterate_jsonl

_SEED = 20251125


@dataclass(frozen=True, slots=True)
class Samples:
    """Articles to measure with.

    Attributes:
        mixed: drawn from the archive as they come.
        relevant: drawn from those that the gate lets pass, so that each is read in full.
        warming: others, read first, so that no figure holds what is built at first use.
    """

    mixed: list[Article]
    relevant: list[Article]
    warming: list[Article]


def samples_of(path: Path, count: int, gate: Gate) -> Samples:
    """Samples of ``count`` articles each of a JSONL file, none in two of them while the file has enough."""
    articles = list(articles_in(path))
    random.Random(_SEED).shuffle(articles)
    passing = (article for article in articles[count:] if gate.verdict(article).passes)
    relevant = [article for _, article in zip(range(count + count // 2), passing, strict=False)]
    warming = relevant[count:] or relevant[: count // 2] or articles
    return Samples(mixed=articles[:count], relevant=relevant[:count] or articles, warming=warming)


def articles_in(path: Path) -> Iterator[Article]:
    """The readable articles of a JSONL file, gzipped or not."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
        yield from (item for item in iterate_jsonl(stream) if isinstance(item, Article))


def text_of(article: Article) -> str:
    """Headline and body as one text, as the bare pipeline is given them."""
    return f"{article.title}\n\n{article.text}"


def words_in(articles: list[Article]) -> int:
    """Words by white space."""
    return sum(len(text_of(article).split()) for article in articles)
