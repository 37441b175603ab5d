"""What a hostile article might hold, and how a page must not show it."""

from typing import Final

import lxml.html

TEXT: Final = "The two sides meet in Istanbul on Friday, it was told. Putin will not come, his spokesman said."
PAYLOADS: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "</title></mark></section><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://evil.example","x")',
    "\u202ereversed \x1b[31mred",
    '//evil.example/"onclick=alert(1)',
    "http://[::1",
)
_ELEMENTS: Final = {"script", "img", "iframe", "object", "embed", "style", "base", "audio", "video"}


def harm(page: str) -> list[str]:
    """What in a page could run, or be fetched from elsewhere; empty when it is harmless."""
    found = []
    for element in lxml.html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            continue
        found += [element.tag] if element.tag in _ELEMENTS and not _is_ours(element) else []
        for name, value in element.attrib.items():
            ours = value.startswith(("/", "#", "data:,")) and not value.startswith("//")
            followed = element.tag == "a" and value.startswith(("http://", "https://"))
            if name.startswith("on") or name == "style" or (name in ("href", "src", "action") and not ours | followed):
                found.append(f"{element.tag} {name}={value}")
    return found


def _is_ours(element: lxml.html.HtmlElement) -> bool:
    """Whether it is the site's own script: one file, nothing inline."""
    return bool(element.tag == "script" and element.get("src") == "/static/keys.js" and not element.text)
