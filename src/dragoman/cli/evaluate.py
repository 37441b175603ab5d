"""``dragoman evaluate``: scores against coded articles, and against other people's development sets.

``dragoman evaluate GOLD ARTICLES`` is the plain form; a first argument that names a development set
(``dragoman evaluate timex FILE``) runs that one instead. A gold file that bears such a name is given as ``./timex``.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.progress import track
from typer.core import TyperGroup

from dragoman.evaluate.agreement import Coded, Group
from dragoman.evaluate.bootstrap import Interval, bootstrap
from dragoman.evaluate.compare import Difference, compare
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.score import Run, judge
from dragoman.model import Article

SEED: Final = 20250515
"""Fixes the draws behind the printed intervals, so that two prints of one run are equal."""


class GoldByDefault(TyperGroup):
    """A group of commands that takes ``gold`` to be meant when the first argument names none of them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments left after the group's own, ``gold`` put in front where no command is named."""
        named = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if named else ["gold", *args])


app = typer.Typer(cls=GoldByDefault, no_args_is_help=True, help="Score the record against coded articles.")


@dataclass(frozen=True, slots=True)
class DevSet:
    """A development set of others, measured by one command.

    Attributes:
        name: the command's name.
        function: ``module:function`` that takes the set's path and returns a result dataclass; imported when run.
        help: what is measured.
    """

    name: str
    function: str
    help: str


DEV_SETS: Final = (
    DevSet("factuality", "dragoman.evaluate.factuality:evaluate_file", "Event factuality (UW, Lee et al. 2015)."),
    DevSet("mend", "dragoman.evaluate.readers:evaluate_mediation", "Who mediated, where and when (MEND)."),
    DevSet(
        "plover", "dragoman.evaluate.plover_folds:evaluate_file", "PLOVER root types of given pairs (PLV), five folds."
    ),
    DevSet("polnear", "dragoman.evaluate.polnear:evaluate_polnear", "Attributions in political news (PolNeAR)."),
    DevSet("same-document", "dragoman.evaluate.same_document:evaluate_same_document", "Near-copies by event (ECB+)."),
    DevSet("timex", "dragoman.evaluate.timex:evaluate_timex", "Time expressions (AQUAINT TimeML)."),
    DevSet("toponyms", "dragoman.evaluate.readers:evaluate_place_names", "Place names on the map (LGL)."),
)
"""A new development set is one line here."""

GoldFile = Annotated[Path, typer.Argument(metavar="GOLD", help="Coded articles, JSON Lines in the codebook's form.")]
ArticlesFile = Annotated[Path, typer.Argument(metavar="ARTICLES", help="The articles, JSON Lines.")]
Predicted = Annotated[
    Path | None,
    typer.Option("--predicted", metavar="FILE", help="Score this coding; without it the articles are coded."),
]
Against = Annotated[
    Path | None, typer.Option("--against", metavar="OTHER", help="List what was gained and lost since this coding.")
]
Show = Annotated[Group | None, typer.Option("--show", help="List missed and extra records of one report type.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]


@app.command("gold")
def evaluate_gold(
    gold: GoldFile,
    articles: ArticlesFile,
    predicted: Predicted = None,
    against: Against = None,
    show: Show = None,
    as_json: AsJson = False,
) -> None:
    """Scores per report type: strict and loose precision, recall and F1, with 95 % intervals over articles."""
    golds, texts = read_coded(gold), read_coded(articles)
    run = judge(golds, read_coded(predicted) if predicted else _code(articles), texts)
    intervals = bootstrap(run, seed=SEED)
    changes = compare(judge(golds, read_coded(against), texts), run) if against else ()
    if as_json:
        typer.echo(json.dumps(_as_json(run, intervals, changes), ensure_ascii=False))
    else:
        _print(run, intervals, changes, show=show, compared=against is not None)


def _code(path: Path) -> list[Coded]:
    """The articles of a file coded now; a line that holds no readable article is coded as nothing."""
    from dragoman.api import code_articles
    from dragoman.read.jsonl import iterate_jsonl

    with path.open("rb") as stream:
        articles = [one for one in iterate_jsonl(stream, source=str(path)) if isinstance(one, Article)]
    console = Console(stderr=True)
    return list(track(code_articles(articles), "coding", total=len(articles), console=console, transient=True))


def _as_json(run: Run, intervals: Mapping[str, Interval], changes: tuple[Difference, ...]) -> dict[str, Any]:
    spans = {name: [round(one.low, 3), round(one.high, 3)] for name, one in intervals.items()}
    return run.scores.as_dict() | {"intervals": spans, "changes": [asdict(one) for one in changes]}


def _print(
    run: Run, intervals: Mapping[str, Interval], changes: tuple[Difference, ...], *, show: Group | None, compared: bool
) -> None:
    from dragoman.evaluate import report

    console = Console()
    if show:
        console.print(*report.shown(run, show), sep="\n", soft_wrap=True)
    if compared:
        console.print(*report.difference_lines(changes), sep="\n", soft_wrap=True)
        console.print(report.differences_table(changes))
    console.print(report.scores_table(run.scores, intervals))
    console.print(report.accuracy_line(run.scores))


def _add(dev_set: DevSet) -> None:
    """Make a development set a command."""

    @app.command(dev_set.name, help=dev_set.help)
    def evaluate_set(file: Annotated[Path, typer.Argument(metavar="FILE")], as_json: AsJson = False) -> None:
        from dragoman.evaluate import report

        result = _load(dev_set.function)(file)
        if as_json:
            typer.echo(json.dumps(report.measures(result), ensure_ascii=False))
        else:
            Console().print(report.measures_table(result))


@app.command("same-meeting")
def evaluate_same_meeting(
    key: Annotated[Path, typer.Argument(metavar="KEY", help="Which mentions are of one occasion, JSON Lines.")],
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="Records of the articles, JSON Lines.")],
    articles: Annotated[
        Path | None,
        typer.Option("--articles", metavar="ARTICLES", help="RECORDS is in the codebook's form, of these articles."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Whether mentions of one meeting are put together: precision and recall of pairs."""
    from dragoman.evaluate import report
    from dragoman.evaluate.same_meeting import evaluate_same_meeting as evaluate

    result = evaluate(key, records, articles)
    if as_json:
        typer.echo(json.dumps(report.measures(result), ensure_ascii=False))
    else:
        Console().print(report.measures_table(result))


def _load(reference: str) -> Callable[..., Any]:
    """The function that ``module:function`` names; imported only now, since it may load language models."""
    module, _, name = reference.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


for _one in DEV_SETS:
    _add(_one)
