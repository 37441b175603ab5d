"""Web archives with a few bits turned over."""

import gzip
import random
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from benchmarks.hostile.bombs import warc_record

from dragoman.read.warc import Lost, warc_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """An archive and which of its members are still whole."""

    data: bytes
    whole: frozenset[int]


def members(count: int, *, packed: bool = True, words: int = 600) -> list[bytes]:
    """So many records, each a gzip member of its own if ``packed``; record n is of ``https://news.example/n``."""
    made = []
    for number in range(count):
        chance = random.Random(number)
        body = " ".join(f"{chance.getrandbits(40):x}" for _ in range(words))
        record = warc_record(f"<html><p>{body}</html>".encode(), url=f"https://news.example/{number}")
        made.append(gzip.compress(record, mtime=0) if packed else record)
    return made


def damaged(parts: Sequence[bytes], flips: int, *, seed: int) -> Damaged:
    """The archive of these members with so many bits turned over."""
    chance = random.Random(seed)
    data = bytearray(b"".join(parts))
    places = [chance.randrange(len(data)) for _ in range(flips)]
    for place in places:
        data[place] ^= 1 << chance.randrange(8)
    whole, start = set(), 0
    for number, part in enumerate(parts):
        if not any(start <= place < start + len(part) for place in places):
            whole.add(number)
        start += len(part)
    return Damaged(data=bytes(data), whole=frozenset(whole))


def kept(archive: Damaged) -> tuple[int, int, int]:
    """Counts of whole members read, of members with a flip read all the same, and of bytes told lost."""
    found = list(warc_records(BytesIO(archive.data)))
    names = [record.headers.get("warc-target-uri", "") for record in found if not isinstance(record, Lost)]
    numbers = {int(name.rpartition("/")[2]) for name in names if name.rpartition("/")[2].isdigit()}
    lost = sum(part.end - part.start for part in found if isinstance(part, Lost))
    return len(numbers & archive.whole), len(numbers - archive.whole), lost
