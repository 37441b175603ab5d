"""Page addresses as keys: the AMP page, the mobile page and a shared link of one article have one key."""

import re
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from courlan import clean_url

_SERVED_AS: Final = re.compile(r"^(?:www|amp|m|mobile)\.(?=[^.]+\.)")
_AMP_CACHE: Final = re.compile(r"^(?:[\w-]+\.cdn\.ampproject\.org/(?:c|v)|google\.[a-z.]+/amp)/(?:s/)?(?=[\w-]+\.)")
_AMP_PART: Final = re.compile(r"/amp(?=/|$)|[._-]amp(?=\.html?$|$)")
_ONE_ARTICLE: Final = re.compile(r"\d|[a-z]+-[a-z]+-[a-z]+|[?&]\w+=")
_AMP_QUERY: Final = {"amp", "outputtype", "output"}


def address_key(url: str | None) -> str | None:
    """The address without scheme, trackers and marks of AMP; None where it does not name a single article.

    A section front (``/world``) or a site's root is no article's address: pages that wrongly call it
    their canonical address would all be taken for one.
    """
    cleaned = clean_url(url.strip(" '\"")) if url else None
    if not cleaned:
        return None
    parts = _split(cleaned)
    if parts is None or not parts.netloc:
        return None
    page = _AMP_CACHE.sub("", _SERVED_AS.sub("", parts.netloc.lower()) + parts.path)
    page = _AMP_PART.sub("", _SERVED_AS.sub("", page)).rstrip("/")
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if k.lower() not in _AMP_QUERY))
    path = page.partition("/")[2] + ("?" + query if query else "")
    return page + ("?" + query if query else "") if _ONE_ARTICLE.search(path) else None


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # an unclosed bracket of an IPv6 address
        return None
