# Two commands need nothing but Python 3.11 and make: `make demo` to look, `make test` to be sure.
# `make` makes its own .venv; nothing is installed outside this folder (but Debian's Chromium, where the tests may).

PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$one"; break; }; done)
# One more than there are cores: who waits for a killed server or a database lets another go on. Browsers leave no core idle.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1) + 1 )))
VENV := .venv
PY := $(VENV)/bin/python
PYTEST := $(PY) -m pytest -n $(WORKERS)
BROWSER_TESTS := $(wildcard tests/browser/test_*.py)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: install languages demo lint check test bench promises lock words help
help:
	@echo "make install    the virtual environment, from the hashed lock"
	@echo "make demo       the whole pathway with invented people, in your browser"
	@echo "make check      format, types, order of the house, fast tests on SQLite (a minute)"
	@echo "make test       everything: SQLite, PostgreSQL, browser"
	@echo "make bench      ours and a floor in one run; make bench-door one part of it"
	@echo "make promises   the long runs behind docs/promises.md"
	@echo "make words      sentences that still wait for a translation"
	@echo "make lock       choose the versions again"

install: $(VENV)/installed languages

$(VENV)/installed: requirements.lock pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "Partnerhood needs Python 3.11 or newer, and none was found."; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || sh .ci/venv "$(PYTHON)" $(VENV)
	@# uv is ten times faster where there is one; where it cannot reach a registry, pip knows how this machine does
	@uv pip install --quiet --no-deps --python $(PY) --require-hashes -r requirements.lock 2>/dev/null \
		|| $(PY) -m pip install --quiet --require-hashes --no-deps --no-compile -r requirements.lock
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

languages: $(VENV)/installed
	@$(PY) -m partnerhood.config.languages

demo: install
	$(VENV)/bin/partnerhood demo

lint: install
	$(PY) -m ruff format --check --quiet
	$(PY) -m ruff check --quiet
	PARTNERHOOD_DATA=$(VENV)/data $(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo

check: lint
	$(PYTEST) -m "not browser and not slow"

test: lint
	@$(PY) -m tests.chromium
	$(PYTEST) -m "not browser"
	$(PY) -m tests.postgres -- $(PYTEST) -m "not browser"
ifneq ($(BROWSER_TESTS),)
	$(PY) -m pytest -n logical -m browser
endif

bench: install
	$(PY) -m bench

bench-%: install
	$(PY) -m bench $*

promises: install
	$(PY) -m tests.promises

words: install
	@$(PY) -m tests.house.words

lock:
	$(VENV)/bin/uv pip compile pyproject.toml --group dev --extra map --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --quiet --upgrade --output-file requirements.lock
