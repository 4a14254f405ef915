PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --require-virtualenv

.PHONY: demo demo-web test test-unit test-homeserver test-interop test-browser pictures chromium node lint bench lock clean

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
	$(BIN)/python -m pytest -q -n auto -m "not homeserver and not interop and not browser"

test-homeserver: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m homeserver

test-interop: $(VENV)/.dev tests/interop/node_modules/.installed
	$(BIN)/python -m pytest -q -m interop

test-browser: $(VENV)/.dev tests/web/dist/.built tests/browser/node_modules/.installed chromium
	$(BIN)/python -m pytest -q -m browser

pictures: $(VENV)/.dev tests/web/dist/.built tests/browser/node_modules/.installed chromium
	NETZWERKBOT_PICTURES=1 $(BIN)/python -m pytest -q -m browser

chromium:
	@command -v chromium >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing chromium …" && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-color-emoji >/dev/null; \
	} || { echo "Chromium is missing; as root: apt-get install chromium" >&2; exit 1; }

node:
	@command -v npm >/dev/null || { echo "Node.js 20 or later with npm is missing" >&2; exit 1; }

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
	@echo "Installing what the demo needs (about 250 MB, once) …" >&2
	@$(PIP) --require-hashes -r requirements/demo.txt </dev/null >&2
	@$(PIP) -q --no-deps --no-build-isolation -e . </dev/null
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need (about 350 MB, once) …"
	@$(PIP) -q --require-hashes -r requirements/dev.txt </dev/null
	@$(PIP) -q --no-deps --no-build-isolation -e . </dev/null
	@touch $@ $(VENV)/.demo

tests/interop/node_modules/.installed tests/browser/node_modules/.installed: \
%/node_modules/.installed: %/package-lock.json | node
	@echo "Installing the packages of $* …"
	@cd $* && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null
	@touch $@

WEB_SOURCES := $(addprefix tests/web/,package-lock.json index.html main.js style.css german.js vite.config.js)

tests/web/dist/.built: $(WEB_SOURCES) | node
	@echo "Building the web client (45 MB of packages, once) …"
	@cd tests/web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null
	@cd tests/web && npx --no-install vite build --logLevel error </dev/null
	@touch $@

clean:
	rm -rf $(VENV) tests/*/node_modules tests/web/dist
