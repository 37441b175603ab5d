"""Pages changed at random: bytes flipped, parts spliced, tags scattered, encodings mistaken."""

import random
from collections.abc import Iterator, Sequence

_SOUP = (
    b"<div>",
    b"</div>",
    b"<p",
    b"</p></p>",
    b"<table><tr><td colspan=9999999999>",
    b"<script>",
    b"</script>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<svg><style>",
    b"<b><i></b></i>",
    b"<a href='",
    b'"',
    b"<plaintext>",
    b"<template>",
    b"&#x1F600;",
    b"&#xD800;",
    b"&#0;",
    b"<html amp>",
    b"<body>",
    b"<frameset>",
    b"<math><mi>",
    b"<noscript>",
    b"<textarea>",
    b"<select>",
    b"<meta charset=utf-7>",
    b"<base href=javascript:x>",
    b"\x00",
    b"\xff\xfe",
    b"\xe2\x80\xae",
)
_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "cp437", "shift_jis", "gb18030", "euc_kr", "big5",
    "iso2022_jp", "koi8_r", "utf-7", "cp500", "mac_roman", "iso8859_5", "iso8859_8", "tis_620", "hz",
)  # fmt: skip


def mutants(pages: Sequence[bytes], count: int, *, seed: int = 0) -> Iterator[bytes]:
    """So many changed pages; the same ones for the same pages and seed."""
    changes = (flipped, spliced, souped, recoded)
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        page = pages[number % len(pages)]
        for _ in range(chance.randint(1, 3)):
            page = changes[chance.randrange(len(changes))](page, pages, chance)
        yield page


def flipped(page: bytes, pages: Sequence[bytes], chance: random.Random) -> bytes:
    """The page with up to sixty bytes changed."""
    changed = bytearray(page or b"x")
    for _ in range(chance.randint(1, 60)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def spliced(page: bytes, pages: Sequence[bytes], chance: random.Random) -> bytes:
    """A part of the page, with a part of another in it, perhaps many times, perhaps cut off."""
    other = pages[chance.randrange(len(pages))]
    left, right = sorted(chance.randrange(len(other) + 1) for _ in range(2))
    at = chance.randrange(len(page) + 1)
    joined = page[:at] + other[left:right] * chance.choice((1, 1, 2, 5, 20)) + page[at:]
    return joined[: chance.randint(1, len(joined))] if chance.random() < 0.3 and joined else joined


def souped(page: bytes, pages: Sequence[bytes], chance: random.Random) -> bytes:
    """The page with tags strewn into it that fit nowhere."""
    parts, position = [], 0
    for at in sorted(chance.randrange(len(page) + 1) for _ in range(chance.randint(1, 80))):
        parts += [page[position:at], chance.choice(_SOUP) * chance.choice((1, 1, 1, 3, 50))]
        position = at
    return b"".join([*parts, page[position:]])


def recoded(page: bytes, pages: Sequence[bytes], chance: random.Random) -> bytes:
    """The page in another encoding than it says, or told to be in one that it is not."""
    encoding = chance.choice(_ENCODINGS)
    if chance.random() < 0.5:
        return page.replace(b"utf-8", encoding.encode(), 1)
    return page.decode("utf-8", "replace").encode(encoding, "replace")
