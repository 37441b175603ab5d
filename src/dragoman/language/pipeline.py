"""Everything that is known of a document's language, computed once: the analysis that every extractor reads."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dragoman.actors import KnowledgeBase, RawMention, link_document
from dragoman.config import Config
from dragoman.language.attribution import Attribution, AttributionLexicon, default_lexicon, find_attributions
from dragoman.language.clause_time import tense_around
from dragoman.language.coreference import refer, speakers
from dragoman.language.factuality import FactualityLexicon, Judgement, judge_all
from dragoman.language.factuality import load_lexicon as load_factuality_lexicon
from dragoman.language.groups import with_unnamed_groups
from dragoman.language.headline import sentence_cased
from dragoman.language.mentions import Located, Mention, locate, resolved
from dragoman.language.models import load_pipeline
from dragoman.language.naming import as_article_names
from dragoman.language.predicates import Predicate, predicates_of
from dragoman.language.spans import surnames_in
from dragoman.language.timex import TimeExpression, find_times
from dragoman.language.twins import with_twins
from dragoman.language.wrapping import unwrapped
from dragoman.model import Article, Evidence, Field, quote

_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_CHARACTERS = 200_000
"""How much of a body is read; longer ones are cut there, and the record says so."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What reading needs, loaded once and passed in."""

    nlp: Language
    knowledge: KnowledgeBase
    attribution: AttributionLexicon
    factuality: FactualityLexicon
    config: Config


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the headline (index 0) or the body (1, 2, ...).

    Attributes:
        index: its number in the article; the headline is 0.
        field: ``title`` or ``text``.
        start: first character of the field (half-open, Unicode code points).
        end: one past the last.
        span: its tokens in the field's Doc.
    """

    index: int
    field: Field
    start: int
    end: int
    span: Span

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.span.text


@dataclass(frozen=True, slots=True)
class Layer:
    """One field of an article (headline or body) with all that was computed of it.

    ``text`` is the field as parsed, kept because spaCy puts ``doc.text`` together anew at each access.
    """

    field: Field
    doc: Doc
    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    by_head: Mapping[int, tuple[Mention, ...]]
    times: tuple[TimeExpression, ...]
    attributions: tuple[Attribution, ...]
    judgements: Mapping[int, Judgement]
    predicates: Mapping[int, Predicate]

    def sentence_at(self, token: Token) -> Sentence:
        """The sentence that holds the token."""
        return next(s for s in self.sentences if s.span.start <= token.i < s.span.end)


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article with its language layers; ``layers`` holds the headline's (if any) and the body's."""

    article: Article
    layers: tuple[Layer, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, the headline first."""
        return tuple(s for layer in self.layers for s in layer.sentences)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, the headline's first."""
        return tuple(m for layer in self.layers for m in layer.mentions)

    def layer(self, field: Field) -> Layer:
        """The layer of a field.

        Raises:
            KeyError: if the article has no such field.
        """
        for layer in self.layers:
            if layer.field == field:
                return layer
        raise KeyError(field)

    def evidence(self, sentence: Sentence) -> Evidence:
        """The whole sentence as evidence."""
        return quote(self.article, sentence.field, sentence.start, sentence.end)


def load_resources(config: Config) -> Resources:
    """The models, knowledge base and lexicons that ``config`` names.

    Raises:
        ModelError: if one of them is missing or altered.
    """
    return Resources(
        nlp=load_pipeline(config.language_model),
        knowledge=KnowledgeBase.load(layers=[Path(config.actors_layer)] if config.actors_layer else []),
        attribution=default_lexicon(),
        factuality=load_factuality_lexicon(),
        config=config,
    )


def analyse(article: Article, resources: Resources) -> Analysis:
    """The analysis of one article."""
    return next(analyse_all([article], resources))


def analyse_all(articles: Iterable[Article], resources: Resources, *, batch_size: int = 32) -> Iterator[Analysis]:
    """The analyses of articles, in their order; parsing is batched over articles."""
    parsed = resources.nlp.pipe(_texts(articles, resources), as_tuples=True, batch_size=batch_size)
    waiting: dict[Field, Doc] = {}
    for doc, (article, field) in parsed:
        waiting[field] = doc
        if field == "text":
            yield _assembled(article, waiting, resources)
            waiting = {}


def _texts(articles: Iterable[Article], resources: Resources) -> Iterator[tuple[Doc, tuple[Article, Field]]]:
    for article in articles:
        if article.title.strip():
            names = [(hit.start, hit.end) for hit in resources.knowledge.scan(article.title)]
            title = sentence_cased(article.title, body=article.text, names=names)
            yield resources.nlp.make_doc(_encodable(title)), (article, "title")
        yield _split_at_paragraphs(resources.nlp.make_doc(readable(article))), (article, "text")


def readable(article: Article) -> str:
    """The body without furniture and wrapped lines, all blanked so that offsets hold, cut at ``MAX_CHARACTERS``."""
    text = article.text[:MAX_CHARACTERS]
    for span in article.furniture:
        if span.end <= len(text):
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return _encodable(unwrapped(text))


def _encodable(text: str) -> str:
    """The text with lone surrogates replaced, one for one, since spaCy cannot store them."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _split_at_paragraphs(doc: Doc) -> Doc:
    """Marks the first word of each paragraph as the start of a sentence, which the parser then keeps."""
    fresh = False
    for token in doc:
        if not token.text.strip():
            fresh = fresh or "\n" in token.text
        elif fresh:
            token.is_sent_start = True
            fresh = False
    return doc


def _assembled(article: Article, docs: Mapping[Field, Doc], resources: Resources) -> Analysis:
    surnames = surnames_in(docs.values())
    located = {field: locate(doc, field, resources.knowledge, surnames) for field, doc in docs.items()}
    mentions = _linked(located, article.date.best, resources)
    layers = []
    for field, doc in docs.items():
        layers.append(_layer(article, field, doc, mentions[field], resources))
    return Analysis(article=article, layers=tuple(layers))


def _linked(
    located: Mapping[Field, list[Located]], on: date | None, resources: Resources
) -> dict[Field, list[Mention]]:
    """Mentions per field; the body is linked before the headline, which names people by surname alone."""
    order: list[Field] = [field for field in ("text", "title") if field in located]
    flat = [item for field in order for item in located[field]]
    raws: list[RawMention] = [item.raw for item in flat]
    mentions: dict[Field, list[Mention]] = {field: [] for field in located}
    links = link_document(raws, kb=resources.knowledge, date=on)
    for mention in as_article_names([resolved(item, link) for item, link in zip(flat, links, strict=True)]):
        mentions[mention.field].append(mention)
    return mentions


def _layer(article: Article, field: Field, doc: Doc, names: list[Mention], resources: Resources) -> Layer:
    text = doc.text
    attributions = find_attributions(doc, resources.attribution)
    mentions = with_unnamed_groups(doc, field, with_twins(doc, field, names))
    if resources.config.coreference:
        references = refer(doc, field, mentions, attributions, resources.knowledge)
        described = {m.head for m in references}  # "the U.S. president" is he, and no longer the U.S.
        mentions = [*(m for m in mentions if m.head not in described), *references]
        mentions += speakers(doc, field, mentions, attributions)
    mentions.sort(key=lambda m: (m.start, m.end))
    judgements = judge_all(doc, resources.factuality, headline=field == "title", year=_year(article))
    tense_at = tense_around(doc, judgements)
    return Layer(
        field=field,
        doc=doc,
        text=text,
        sentences=tuple(_sentences(doc, text, field)),
        mentions=tuple(mentions),
        by_head=_by_head(mentions),
        times=tuple(find_times(article.of(field), anchor=article.date.best, tense_at=tense_at)),
        attributions=tuple(attributions),
        judgements=judgements,
        predicates=predicates_of(doc),
    )


def _year(article: Article) -> int | None:
    return article.date.best.year if article.date.best else None


def _by_head(mentions: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    found: dict[int, tuple[Mention, ...]] = {}
    for mention in mentions:
        found[mention.head] = (*found.get(mention.head, ()), mention)
    return found


def _sentences(doc: Doc, text: str, field: Field) -> Iterator[Sentence]:
    if field == "title":
        yield Sentence(0, field, 0, len(text.rstrip()), doc[:])
        return
    index = 0
    for span in doc.sents:
        start, end = _tight(text, span.start_char, span.end_char)
        if start < end:
            index += 1
            yield Sentence(index, field, start, end, span)


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without white space at either end."""
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())
