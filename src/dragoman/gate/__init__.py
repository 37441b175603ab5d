"""Whether an article is worth reading: a cheap look at headline and lead before any grammar is paid for."""

from dragoman.gate.gate import Gate, Verdict, load_gate

__all__ = ["Gate", "Verdict", "load_gate"]
