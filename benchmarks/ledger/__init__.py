"""Benchmark of a big ledger: how fast it is written, how big it gets, and how long each of the ten questions takes."""
