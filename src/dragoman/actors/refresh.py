"""Refreshes offices from Wikidata into a dated overlay beside the shipped knowledge base, which is never edited.

One request a second, a user agent that says who asks, waits that the server orders. Each answer is kept in a working
folder until the overlay is whole, so that a run that was cut off goes on where it stopped.
"""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from dragoman import __version__
from dragoman.actors.layers import PEOPLE_COLUMNS
from dragoman.actors.own_layer import as_csv
from dragoman.actors.tables import Row
from dragoman.actors.wikidata import alias_rows, aliases_query, bindings, heads_query, tenure_rows, tenures_query
from dragoman.errors import SourceError

ENDPOINT = "https://query.wikidata.org/sparql"
USER_AGENT = f"dragoman/{__version__} (actor refresh; https://pypi.org/project/dragoman)"
_THROTTLED = 429
_SERVER_ERROR = 500
_LONGEST_WAIT = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How the server is asked.

    Attributes:
        pause: seconds between requests.
        tries: how often one question is asked before giving up.
        timeout: seconds to wait for an answer.
        batch: persons a request.
        sleep: waits; tests put another in.
    """

    pause: float = 1.0
    tries: int = 5
    timeout: float = 60.0
    batch: int = 200
    sleep: Callable[[float], None] = time.sleep


def refresh(
    ids: Sequence[str],
    folder: Path,
    *,
    today: str,
    since: str | None = None,
    endpoint: str = ENDPOINT,
    manners: Politeness | None = None,
) -> Path:
    """The overlay ``actors-<today>.csv`` in ``folder`` with every office of the persons ``ids``.

    Args:
        ids: Wikidata ids; others are passed over.
        folder: where the overlay and, while it grows, the answers are kept.
        today: ISO day written as ``last_confirmed`` of open offices.
        since: also ask for heads of state and government who began after this ISO day.
        endpoint: the query service.
        manners: pauses and patience.

    Raises:
        SourceError: if the service cannot be reached or gives no whole answer in time; run again to go on.
    """
    manners = manners or Politeness()
    answers = folder / f".actors-{today}"
    answers.mkdir(parents=True, exist_ok=True)
    asker = _Asker(endpoint, answers, manners)
    rows = list(_rows(_batches(ids, manners.batch), asker, today, since))
    overlay = folder / f"actors-{today}.csv"
    part = overlay.with_name(overlay.name + ".part")
    part.write_text(as_csv(sorted(rows, key=_by_person), PEOPLE_COLUMNS), encoding="utf-8")
    part.replace(overlay)
    shutil.rmtree(answers)
    return overlay


def _by_person(row: Row) -> tuple[str, str, str]:
    return row["id"], row["start"], row["office"]


def _batches(ids: Sequence[str], size: int) -> Iterator[list[str]]:
    known = sorted({key for key in ids if key.startswith("Q")})
    for start in range(0, len(known), size):
        yield known[start : start + size]


def _rows(batches: Iterator[list[str]], asker: "_Asker", today: str, since: str | None) -> Iterator[Row]:
    if since is not None:
        yield from tenure_rows(asker.ask(heads_query(since)), today=today)
    for batch in batches:
        names = alias_rows(asker.ask(aliases_query(batch)))
        for row in tenure_rows(asker.ask(tenures_query(batch)), today=today):
            yield row | {"aliases": "|".join(sorted(names.get(row["id"], set()) - {row["name"]}))}


class _Asker:
    """Asks each question once, keeps the answer, and waits as the server orders."""

    def __init__(self, endpoint: str, folder: Path, manners: Politeness) -> None:
        self._endpoint = endpoint
        self._folder = folder
        self._manners = manners

    def ask(self, question: str) -> list[dict[str, str]]:
        kept = self._folder / f"{hashlib.sha256(question.encode()).hexdigest()[:16]}.json"
        if kept.exists():
            return bindings(kept.read_text(encoding="utf-8"), str(kept))
        answer = self._patiently(question)
        part = kept.with_suffix(".part")
        part.write_text(answer, encoding="utf-8")
        part.replace(kept)
        self._manners.sleep(self._manners.pause)
        return bindings(answer, self._endpoint)

    def _patiently(self, question: str) -> str:
        problem = "gave no answer"
        for attempt in range(self._manners.tries):
            try:
                response = self._request(question)
            except httpx.HTTPError as error:
                problem, wait = f"cannot be reached ({error or type(error).__name__})", self._backoff(attempt)
            else:
                problem, wait = self._judge(response, attempt)
                if not problem:
                    return response.text
            if attempt + 1 < self._manners.tries:
                self._manners.sleep(wait)
        raise SourceError(self._endpoint, f"{problem} after {self._manners.tries} tries; run again to go on")

    def _request(self, question: str) -> httpx.Response:
        return httpx.post(
            self._endpoint,
            data={"query": question},
            headers={"User-Agent": USER_AGENT, "Accept": "application/sparql-results+json"},
            timeout=self._manners.timeout,
        )

    def _judge(self, response: httpx.Response, attempt: int) -> tuple[str, float]:
        """What is wrong with a response, empty when nothing is, and how long to wait before asking again."""
        if response.status_code == _THROTTLED or response.status_code >= _SERVER_ERROR:
            return f"answered {response.status_code}", self._ordered_wait(response, attempt)
        if response.is_error:
            raise SourceError(self._endpoint, f"refuses the question with {response.status_code}")
        try:
            bindings(response.text, self._endpoint)
        except SourceError as error:
            return error.problem, self._backoff(attempt)
        return "", 0.0

    def _ordered_wait(self, response: httpx.Response, attempt: int) -> float:
        ordered = response.headers.get("Retry-After", "")
        return min(float(ordered), _LONGEST_WAIT) if ordered.isdigit() else self._backoff(attempt)

    def _backoff(self, attempt: int) -> float:
        return float(min(self._manners.pause * 2 ** (attempt + 1), _LONGEST_WAIT))
