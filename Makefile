# Everything sets itself up: `make demo` and `make test` need Python 3.11 to 3.13, make and PyPI, nothing else.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	>/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
export OMP_NUM_THREADS ?= 1
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo story read test lint types layers unit evaluate bench soak lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Dragoman needs Python 3.11, 3.12 or 3.13; set PYTHON=/path/to/python"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: setup
	@$(BIN)/dragoman demo

# The worked story: its commands run in order, their output written into docs/tutorials/follow-a-process.md.
story: setup
	$(BIN)/python scripts/run_tutorial.py docs/tutorials/follow-a-process.md

# What CI runs: style, types, import directions, tests with the rules' own examples, evaluation floors.
test: lint types layers unit evaluate

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

unit: setup
	$(BIN)/pytest

evaluate: setup
	$(BIN)/python scripts/check_floors.py

bench: setup
	$(BIN)/python -m benchmarks.speed

# 300 kills at random points of an ingest, and 8 writers of 2,000 transactions at once (about a quarter of an hour).
soak: setup
	$(BIN)/python -m scripts.soak.kills
	$(BIN)/python -m scripts.soak.writers

# Rewrites the lock with hashes for Python 3.11 to 3.13 (needs uv; see CONTRIBUTING.md).
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --only-binary :all: --group dev --extra build \
		--no-annotate --quiet -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
