"""Runs a notebook from its first cell and writes the outputs into it (dependency group ``docs``).

Usage: python scripts/run_notebook.py examples/notebook/ask-a-ledger.ipynb
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main(path: Path) -> None:
    """Run the notebook at ``path`` in its own folder; an error in a cell ends the run and leaves the file as it was."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of the run would change the file each time
    nbformat.write(notebook, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
