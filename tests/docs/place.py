"""Where the repository is; of the standard library alone, as clients of the warm process load nothing else."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
