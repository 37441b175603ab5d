# Everything sets itself up: `make demo` and `make test` need Python 3.11 to 3.13, make and PyPI, nothing else.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	>/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
export OMP_NUM_THREADS ?= 1
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKS := $(VENV)/.ready-dev
PAGES := $(VENV)/.ready-docs
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-annotate --quiet
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: setup dev demo docs pages story read test lint types layers unit evaluate bench soak lock clean notebook

# What a user needs: the package and what it runs on.
setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Dragoman needs Python 3.11, 3.12 or 3.13; set PYTHON=/path/to/python"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --only-binary :all: -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $(READY)

# What a developer needs beside it: the extras and the tools of the tests.
dev: $(WORKS)

$(WORKS): $(READY) requirements-dev.lock
	$(INSTALL) --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $(WORKS)

demo: setup
	@$(BIN)/dragoman demo

# The tutorials: their commands run in order, their output written below them.
story: setup
	$(BIN)/python scripts/run_tutorial.py docs/tutorials/first-record.md docs/tutorials/follow-a-process.md

# The pages that follow from the code: commands, record, settings, columns of the exports, JSON schema.
pages: setup
	$(BIN)/python -m scripts.build_docs_reference
	$(BIN)/python -m scripts.build_export_reference
	$(BIN)/python -m scripts.write_schema

# What builds the documentation, and runs the notebook.
$(PAGES): $(READY) requirements-docs.lock
	$(INSTALL) --require-hashes --only-binary :all: -r requirements-docs.lock
	@touch $(PAGES)

# The site of the documentation, in build/docs: a broken link or a docstring that cannot be shown is an error.
docs: $(PAGES)
	$(BIN)/sphinx-build --builder html --fail-on-warning --keep-going --quiet docs build/docs
	@echo "The documentation is in build/docs/index.html"

# The example notebook, run from its first cell.
notebook: $(PAGES)
	$(BIN)/python scripts/run_notebook.py examples/notebook/ask-a-ledger.ipynb

# What CI runs: style, types, import directions, tests with the rules' own examples, evaluation floors.
test: lint types layers unit evaluate

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev
	$(BIN)/mypy

layers: dev
	$(BIN)/lint-imports

unit: dev $(PAGES)
	$(BIN)/pytest

evaluate: dev
	$(BIN)/python scripts/check_floors.py

bench: dev
	$(BIN)/python -m benchmarks.speed

# 300 kills at random points of an ingest, and 8 writers of 2,000 transactions at once (about a quarter of an hour).
soak: dev
	$(BIN)/python -m scripts.soak.kills
	$(BIN)/python -m scripts.soak.writers
	$(BIN)/python -m scripts.soak.engines
	$(BIN)/python -m benchmarks.hostile
	$(BIN)/python -m benchmarks.soak

# Rewrites the locks with hashes for Python 3.11 to 3.13 (needs uv; see CONTRIBUTING.md).
lock:
	$(LOCK) --extra build -o requirements.lock pyproject.toml
	$(LOCK) --extra build --extra postgres --extra data --extra stata --extra web --extra brief --extra dask --group dev \
		-c requirements.lock -o requirements-dev.lock pyproject.toml
	$(LOCK) --extra build --group docs -c requirements-dev.lock -o requirements-docs.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
