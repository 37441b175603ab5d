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
_VECTORS: Final = (
    "<script>alert(1)</script>", "<script src=//evil.example/x.js></script>", "<img src=x onerror=alert(1)>",
    "<img src=http://evil.example/i.png>", "<svg onload=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>", "<base href=http://evil.example/>",
    "<link rel=stylesheet href=http://evil.example/s.css>", "<style>@import url(http://evil.example/s.css)</style>",
    "<form action=http://evil.example><button autofocus>x</button></form>", "<object data=http://evil.example></object>",
    "<video src=http://evil.example onerror=alert(1)>", "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1) ping=http://evil.example>x</a>", "<math><mtext><style><img src=x onerror=alert(1)>",
    "<p style='background:url(http://evil.example/b)'>x", "{{ cycler.__init__.__globals__ }}{% include 'base.html' %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;<portal src=http://evil.example>",
)  # fmt: skip
_AROUND: Final = (
    "{}", '">{}', "'>{}", "</title>{}", "</textarea>{}", "</script>{}", "-->{}", "<!--{}", "]]>{}", "</option></select>{}",
    "\u202e{}", "&{}", "</bdi></q></li></ul>{}", "`{}`", "</summary></details>{}", "</td></tr></table>{}", "</code></mark>{}",
    "http://evil.example/{}", "javascript:{}", "data:text/html,{}", "//evil.example/{}", "\x1b[31m{}", "\ufeff{}", "{}\u2028{}", "' x='{}",
)  # fmt: skip
HOSTILE: Final = tuple(around.replace("{}", vector) for around in _AROUND for vector in _VECTORS)
"""Five hundred strings, each way out of where it may stand with each thing that must not happen there."""
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
