"""How fast Dragoman is, against what it is built on; ``python -m benchmarks.speed`` or ``make bench``."""
