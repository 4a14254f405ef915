PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --require-virtualenv

.PHONY: demo demo-web test test-unit test-homeserver test-interop test-browser lint bench lock clean

demo: $(VENV)/.demo
	@$(BIN)/netzwerkbot demo

demo-web: $(VENV)/.demo tests/web/dist/.built
	@$(BIN)/netzwerkbot demo --web tests/web/dist

test: lint test-unit test-homeserver

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-unit: $(VENV)/.dev
	$(BIN)/python -m pytest -q -m "not homeserver and not interop and not browser"

test-homeserver: $(VENV)/.dev
	$(BIN)/python -m pytest -q -m homeserver

test-interop: $(VENV)/.dev tests/interop/node_modules/.installed
	$(BIN)/python -m pytest -q -m interop

test-browser: $(VENV)/.dev tests/web/dist/.built
	$(BIN)/python -m pytest -q -m browser

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

# Only this needs uv; the files it writes name no index and no host.
lock:
	for set in demo dev; do \
	  uv pip compile pyproject.toml --extra $$set --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url -q -o requirements/$$set.txt; \
	done
	uv pip compile pyproject.toml --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url -q -o requirements/run.txt

$(VENV)/bin/python:
	@echo "Creating $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

# Standard input belongs to the demo, so the installation must not read from it.
$(VENV)/.demo: requirements/demo.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the demo needs (about 250 MB, once) …"
	@$(PIP) --require-hashes -r requirements/demo.txt </dev/null
	@$(PIP) -q --no-deps --no-build-isolation -e . </dev/null
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need (about 350 MB, once) …"
	@$(PIP) -q --require-hashes -r requirements/dev.txt </dev/null
	@$(PIP) -q --no-deps --no-build-isolation -e . </dev/null
	@touch $@ $(VENV)/.demo

tests/interop/node_modules/.installed: tests/interop/package-lock.json
	cd tests/interop && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

tests/web/dist/.built: tests/web/package-lock.json tests/web/main.js tests/web/index.html tests/web/vite.config.js
	cd tests/web && npm ci --no-audit --no-fund && npx vite build
	@touch $@

clean:
	rm -rf $(VENV) tests/interop/node_modules tests/web/node_modules tests/web/dist
