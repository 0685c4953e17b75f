# Caseworker: what a developer types. `make help` lists it; on Windows see README, "Windows".
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench cover soak lock clean

VENV := .venv
PY   := $(VENV)/bin/python
PIP  := $(PY) -m pip install -qq --disable-pip-version-check --no-input --only-binary :all:
ARGS ?=
# As many tests at a time as there are cores, up to four, a file to one of them; WORKERS= runs one after the other.
# In the order of the folders: xdist's own order keeps long files with few tests for the end, when cores stand idle.
WORKERS ?= --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# The first Python on this computer that is new enough; `make PYTHON=… setup` overrules it.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.dev-ready ## build .venv with all that the program, its tests and its checks need
	@:

run: $(VENV)/.run-ready ## start Caseworker (no screen: the same job into out/); ARGS="report all …" for a command
	@$(PY) main.py $(ARGS)

test: setup ## run every test; ARGS="-k letter" for some
	@$(PY) -m pytest $(WORKERS) $(ARGS)

check: setup ## ruff, mypy --strict on caseworker/, and who may import whom
	@$(PY) -m ruff check --quiet . && echo "ruff check: clean"
	@$(PY) -m ruff format --check --quiet . && echo "ruff format: clean"
	@$(PY) -m mypy --no-error-summary && echo "mypy: clean"
	@$(VENV)/bin/lint-imports --no-logo >$(VENV)/.imports 2>&1 && echo "import rules: kept" || { cat $(VENV)/.imports; exit 1; }

bench: setup ## print the speed figures over 100,000 cases
	@$(PY) -m tests.bench $(ARGS)

soak: setup ## the long tests of sharing, 10 minutes; ARGS="--minutes 60" for longer
	@$(PY) -m tests.sync.soak $(ARGS)

cover: setup ## run every test and say which lines and branches none reached
	@$(PY) -m pytest -q --cov --cov-report=term-missing:skip-covered $(ARGS)

# Hashes and no addresses, for Windows, macOS and Linux, Python 3.11 and later. Run time is held to the versions tested.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"
lock: $(VENV)/.python ## write both locks anew; ARGS=--upgrade takes newer versions
	@echo "Locking requirements-dev.txt and requirements.txt."
	@test -x $(VENV)/bin/uv || $(PIP) uv
	@$(COMPILE) $(ARGS) requirements-dev.in -o requirements-dev.txt
	@$(COMPILE) $(ARGS) requirements.in -c requirements-dev.txt -o requirements.txt
	@! grep -n '://' requirements.txt requirements-dev.txt || { echo "A lock holds an address: see above."; exit 1; }

clean: ## remove .venv, out/ and everything else that was made here
	@rm -rf $(VENV) out build dist htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is younger than its lock once the lock is installed, so that a second call does nothing.
$(VENV)/.python:
	@test -n "$(PYTHON)" || command -v python3 >/dev/null || { echo "Caseworker needs Python 3.11 or later; no python3 was found."; exit 1; }
	@$(or $(PYTHON),python3) caseworker/dev/setup_check.py
	@echo "Building $(VENV) with $(PYTHON)."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run-ready: requirements.txt $(VENV)/.python
	@echo "Installing what the program needs (about 300 MB, once)."
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev-ready: requirements-dev.txt $(VENV)/.python
	@echo "Installing what the program, its tests and its checks need (about 400 MB, once)."
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $(VENV)/.run-ready $@
