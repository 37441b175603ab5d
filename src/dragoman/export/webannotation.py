"""W3C Web Annotation: each row as an annotation of its sentences, found again by quotation or by position."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import table
from dragoman.export.delimited import iso_utc
from dragoman.export.exporter import Export, Options, Resource
from dragoman.export.jsontext import json_text
from dragoman.export.story import Selection, Story
from dragoman.export.summary import summary
from dragoman.ledger.rows import Row
from dragoman.model import Evidence

_AROUND: Final = 32  # characters before and after the quotation: enough to tell two equal sentences apart
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``annotations.jsonld``, an AnnotationCollection with one page that is written item by item."""
    path, count = folder / "annotations.jsonld", 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": ' + json_text(_CONTEXT) + ', "id": "urn:dragoman:annotations", ')
        file.write('"type": "AnnotationCollection", "label": "Rows of a Dragoman ledger", "first": ')
        file.write('{"id": "urn:dragoman:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": [')
        for count, one in enumerate(_annotations(selection), start=1):
            file.write(("\n" if count == 1 else ",\n") + json_text(one))
        file.write(f'\n]}}, "total": {count}}}\n')
    resource = Resource(path=path.name, table=table("webannotation"), rows=count, media_type="application/ld+json")
    return Export(resources=(resource,))


def _annotations(selection: Selection) -> Iterator[dict[str, Any]]:
    return (annotation(row, story) for story in selection.stories() for row in story.rows)


def annotation(row: Row, story: Story) -> dict[str, Any]:
    """The annotation of a row."""
    return {
        "id": f"urn:dragoman:row:{row.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "created": iso_utc(row.recorded_at),
        "generator": {"id": f"urn:dragoman:run:{row.run}", "type": "Software", "name": "Dragoman"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": row.type},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": summary(row.report)},
        ],
        "target": [_target(evidence, row, story) for evidence in row.report.evidence],
    }


def _target(evidence: Evidence, row: Row, story: Story) -> dict[str, Any]:
    """The sentence in its document; positions index the field (``title`` or ``text``) of the article as it was read."""
    text = story.document.article.of(evidence.field)
    return {
        "source": row.url or f"urn:dragoman:document:{row.document}",
        "scope": f"urn:dragoman:document:{row.document}#{evidence.field}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": evidence.text,
                "prefix": text[max(0, evidence.start - _AROUND) : evidence.start],
                "suffix": text[evidence.end : evidence.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
        ],
    }
