# Two commands on a machine with Python 3.11 or later, make and the package index: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement

# what was compiled once is read by the second run and by the processes that tests start, whatever the environment says
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test bench lint lock
.DEFAULT_GOAL := run

run: $(VENV)/.run
	@$(BIN)/python manage.py serve

test: lint
	$(BIN)/python -m pytest --numprocesses=2
	$(BIN)/python -m pytest --numprocesses=2 -p tests.postgres

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# the only step that needs a resolver: writes the locked lists from pyproject.toml
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --upgrade --output-file requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade --output-file requirements/dev.txt

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Set PYTHON to another.")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements/run.txt $(VENV)/.made
	@echo "Installing what the site needs …"
	@$(PIP) requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.made
	@echo "Installing what the checks need …"
	@$(PIP) requirements/dev.txt
	@touch $@ $(VENV)/.run
