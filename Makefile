# Everything runs in a virtual environment of its own; nothing has to be installed by hand but Python and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SOURCES := gxcrawl pipelines settings tests benchmarks

.PHONY: run test check format lint types bench-parse bench-errors soak lock clean help

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

bench-parse: $(VENV)/dev ## time per document, as a ratio to bare lxml and pdfplumber
	$(BIN)/python -m benchmarks.parse

bench-errors: $(VENV)/dev ## share of injected cell errors that some check or note catches
	$(BIN)/python -m benchmarks.errors

soak: $(VENV)/dev ## an hour: crawls killed at 20 moments on each home, 100,000 documents kept twice
	GXCRAWL_SOAK_MOMENTS=20 $(BIN)/python -m pytest tests/resilience
	$(BIN)/python -m benchmarks.keep_twice

lock: $(VENV)/dev ## pins every dependency with its hashes, for all supported Pythons
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-annotate --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-annotate --group build --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock

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
	touch $@

$(VENV)/dev: $(VENV)/python requirements-dev.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/run
