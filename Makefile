# Two commands do it all on a fresh machine: `make demo` and `make test`. They need Python 3.11 or newer and make.
.PHONY: demo demo-reset demo-code test check lint format shots clean
.DELETE_ON_ERROR:
SHELL := /bin/bash
PORT ?= 8000
PY := .venv/bin/python
DEMO := VARDGUIDEN_DEMO=1 SITE_URL=http://127.0.0.1:$(PORT) STATIC_ROOT="$${VARDGUIDEN_DATA:-.data}/static" PYTHONUTF8=1
PIP := $(PY) -m pip install -qq --disable-pip-version-check --root-user-action ignore -c constraints.txt
# The first Python that is new enough, runs, and can make a virtual environment (Debian: python3-venv).
FIND_PYTHON = for python in python3.13 python3.12 python3.11 python3; do \
	"$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done

demo: .venv/installed
	@$(DEMO) $(PY) manage.py demo --port $(PORT)

# Throws the demo's data away and starts it afresh.
demo-reset: .venv/installed
	@PYTHONUTF8=1 $(PY) -m vardguiden.embedded_postgres reset
	@$(MAKE) --no-print-directory demo

demo-code: .venv/installed
	@$(DEMO) $(PY) manage.py demo_code

# Two at a time; a third gains nothing on two cores. `make test ARGS="tests/regions -x"` runs some of them, one by one.
ARGS ?= -n 2 --dist loadgroup
test: .venv/installed-dev
	@$(PY) -m pytest $(ARGS)

# What CI runs.
check: .venv/installed-dev
	@bash .ci/check

lint: .venv/installed-dev
	@bash .ci/check lint

format: .venv/installed-dev
	$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

# Screenshots for the README, from a running demo.
shots: .venv/installed-dev
	$(PY) docs/make_screenshots.py --base http://127.0.0.1:$(PORT)

# Everything that was made here, but for the demo's data.
clean:
	rm -rf .venv staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info

.venv/bin/python:
	@python="$$($(FIND_PYTHON))"; \
	test -n "$$python" || { echo "Python 3.11 eller nyare behövs, med venv (på Debian: apt install python3-venv)."; exit 1; }; \
	echo "Gör .venv och hämtar paketen. Det tar en minut, bara första gången."; "$$python" -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	@$(PIP) -e .
	@touch .venv/installed

.venv/installed-dev: .venv/installed
	@$(PIP) -e '.[dev]'
	@touch .venv/installed-dev
