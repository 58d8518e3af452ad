# Two commands do it all on a fresh machine: `make demo` and `make test`. They need Python 3.11 or newer and make.
.PHONY: demo demo-reset demo-code test check lint format shots clean
PORT ?= 8000
SHELL := /bin/bash
BASE_PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)
PY := .venv/bin/python
DEMO := VARDGUIDEN_DEMO=1 SITE_URL=http://127.0.0.1:$(PORT) STATIC_ROOT=.data/static

demo: .venv/installed
	@$(DEMO) $(PY) manage.py demo --port $(PORT)

# Throws the demo's data away and starts it afresh.
demo-reset:
	@"$(BASE_PYTHON)" -m vardguiden.embedded_postgres reset
	@$(MAKE) --no-print-directory demo

demo-code: .venv/installed
	@$(DEMO) $(PY) manage.py demo_code

test: .venv/installed-dev
	$(PY) -m pytest $(ARGS)

# What CI runs.
check: .venv/installed-dev
	bash .ci/check

lint: .venv/installed-dev
	$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy

format: .venv/installed-dev
	$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

# Screenshots for the README, from a running demo.
shots: .venv/installed-dev
	$(PY) docs/make_screenshots.py --base http://127.0.0.1:$(PORT)

.venv/bin/python:
	@test -n "$(BASE_PYTHON)" || (echo "Python 3.11 eller nyare behövs." && exit 1)
	@"$(BASE_PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 eller nyare behövs.")'
	"$(BASE_PYTHON)" -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch .venv/installed

.venv/installed-dev: .venv/installed
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch .venv/installed-dev
