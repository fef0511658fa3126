# Everything runs in a virtual environment of its own; nothing has to be installed by hand but Python and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
# pip would compile one module after the other; some that packages bring are for other Pythons and cannot be
COMPILE := $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true
SOURCES := gxcrawl pipelines settings tests benchmarks
# Tests and benchmarks start hundreds of processes; each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check format lint types bench bench-long bench-parse bench-errors bench-coverage screenshots soak soak-files lock clean help

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

run: $(VENV)/run ## the demo: two local portals, crawled into gxcrawl-demo.db
	$(BIN)/gxcrawl demo

test: $(VENV)/dev ## all tests
	$(BIN)/python -m pytest

check: format lint types test ## what has to be green before a change lands

format: $(VENV)/dev
	$(BIN)/ruff format --check $(SOURCES)

lint: $(VENV)/dev
	$(BIN)/ruff check $(SOURCES)

types: $(VENV)/dev
	$(BIN)/mypy

bench: $(VENV)/dev ## all speed targets in one table; needs nginx, and Go or GXCRAWL_TEST_MONGODB
	$(BIN)/python -m benchmarks.table

bench-long: $(VENV)/dev ## the same at full size, up to 1,000,000 stored documents: hours
	$(BIN)/python -m benchmarks.table --scale 10

bench-parse: $(VENV)/dev ## time per document, as a ratio to bare lxml and pdfplumber
	$(BIN)/python -m benchmarks.parse

bench-errors: $(VENV)/dev ## share of injected cell errors that some check or note catches
	$(BIN)/python -m benchmarks.errors

bench-coverage: $(VENV)/dev ## the coverage page of 5,000 agencies and 6 years, in under a second
	$(BIN)/python -m benchmarks.coverage

screenshots: $(VENV)/dev ## the pictures of the README, from the demo; needs Chromium and Chinese fonts
	PYTHONPATH=tests $(BIN)/python tests/web/screenshots.py

soak: $(VENV)/dev ## an hour: crawls killed at 20 moments on each home, 100,000 documents kept twice
	GXCRAWL_SOAK_MOMENTS=20 $(BIN)/python -m pytest tests/resilience
	$(BIN)/python -m benchmarks.keep_twice

soak-files: $(VENV)/dev ## 10,000 mutated files: each ends within its limits, as a report or a failure with a reason
	GXCRAWL_SOAK_FILES=10000 $(BIN)/python -m pytest tests/soak -n0

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --group build pyproject.toml

lock: $(VENV)/dev ## pins every dependency with its hashes, for all supported Pythons
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) -o requirements.lock
	$(LOCK) --extra distributed -c requirements.lock -o requirements-distributed.lock
	$(LOCK) --extra distributed --group dev -c requirements-distributed.lock -o requirements-dev.lock

clean: ## removes the environment and what tools left behind
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "gxcrawl needs Python 3.11 or newer; $(PYTHON) is older. Name another one: make PYTHON=python3.12 run" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run: $(VENV)/python requirements.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	$(COMPILE)
	touch $@

$(VENV)/dev: $(VENV)/python requirements-dev.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	$(COMPILE)
	touch $@ $(VENV)/run
