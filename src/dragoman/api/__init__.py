"""The public verbs: read an article, code many, and put a record in the codebook's form."""

from dragoman.api.reader import Reader, code_articles, load_reader

__all__ = ["Reader", "code_articles", "load_reader"]
