"""Dragoman reads news reports about a negotiation and keeps its record.

The public verbs are in :mod:`dragoman.api`; importing this package loads nothing else.
"""

__version__ = "0.1.0"
