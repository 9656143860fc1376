# Stagebaken: the commands of a working day. Everything lives in .venv, var/ and build/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
HOST ?= 127.0.0.1

.PHONY: run test second slow bench check format messages pictures clean

run: $(VENV)/run.ok
	@PORT=$(PORT) HOST=$(HOST) $(BIN)/python manage.py serve

# Two halves at the same time: everything on SQLite but half of the browser's, and the rest.
test: $(VENV)/dev.ok chromium
	@$(BIN)/python -m tests.environment
	@mkdir -p build; failed=0; \
	echo "At the same time, on PostgreSQL and in a browser: build/second.log."; \
	$(MAKE) --no-print-directory second >build/second.log 2>&1 & other=$$!; \
	trap "kill $$other 2>/dev/null" INT TERM; \
	$(BIN)/python -m pytest --ignore-glob='tests/browser/test_[m-z]*' || failed=1; \
	wait $$other || failed=1; cat build/second.log; exit $$failed

# What asks a database once more on PostgreSQL, and the other half of the browser's.
second: $(VENV)/dev.ok
	@failed=0; url=$$($(BIN)/python -m tests.environment --postgres); \
	if [ -n "$$url" ]; then \
		SUITE_DATABASE_URL=$$url $(BIN)/python -m pytest -m "not slow and not browser" \
			tests/stagebaken tests/reports tests/schools tests/placements tests/attacks || failed=1; fi; \
	$(BIN)/python -m pytest tests/browser/test_[m-z]*.py || failed=1; exit $$failed

slow: $(VENV)/dev.ok chromium
	$(BIN)/python -m pytest -m slow

bench: $(VENV)/dev.ok
	@mkdir -p build
	$(BIN)/python -m tests.performance

check: $(VENV)/dev.ok
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=.:platform $(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run --settings=stagebaken.settings.test
	$(BIN)/python -m tests.deploy_check
	$(BIN)/python -m tests.catalogues

format: $(VENV)/dev.ok
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(VENV)/dev.ok
	$(BIN)/python -m tests.catalogues --write

pictures: $(VENV)/dev.ok chromium
	$(BIN)/python -m docs.pictures

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.ok: requirements/base.txt | $(VENV)/bin/python
	@echo "Installing what Stagebaken needs (once)."
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev.ok: requirements/dev.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/run.ok

# Browser tests need a Chromium; on a Debian system with root rights it is installed here.
.PHONY: chromium
chromium:
	@if [ -n "$$CHROMIUM" ] || command -v chromium >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else echo "No Chromium found: browser tests will be skipped, and said so."; fi
