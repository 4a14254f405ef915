PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Errors only, unless V=1.
QUIET := $(if $(V),,-qq)
PIP := $(BIN)/python -m pip $(QUIET) --disable-pip-version-check install --require-virtualenv
PIP_WHEEL = $(BIN)/python -m pip $(QUIET) --disable-pip-version-check wheel --no-deps --no-build-isolation --no-index
# An editable installation compiles nothing.
BYTECODE = $(BIN)/python -m compileall -q bot commands storage
NEW_VENV = test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)

.PHONY: demo sentences demo-web test test-full test-unit test-slow test-system-python test-spine test-homeserver \
  test-homeserver-rest test-interop test-browser pictures chromium ensurepip node lint bench \
  soak drill probes lock notice dist clean

demo: $(VENV)/.demo
	@$(BIN)/netzwerkbot demo

demo-web: $(VENV)/.demo tests/web/dist/.built
	@$(BIN)/netzwerkbot demo --web tests/web/dist

# What to run before a commit: the quick unit tests, and each guarantee once on a homeserver.
# Side by side, since a homeserver makes tests wait; each part's output comes when it has ended.
test: $(VENV)/.dev
	@$(MAKE) --jobs=3 --output-sync=target --no-print-directory lint test-unit test-spine

test-full: lint test-unit test-slow test-homeserver test-interop test-browser

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

UNIT := not homeserver and not interop and not browser

test-unit: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n auto -m "$(UNIT) and not slow"

test-slow: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n auto -m "$(UNIT) and slow"

# Debian 12 has Python 3.11.2, and the handbook has people use it.
SYSTEM_PYTHON ?= /usr/bin/python3

test-system-python: ensurepip
	$(MAKE) VENV=.venv-system PYTHON=$(SYSTEM_PYTHON) test-unit

ensurepip:
	@$(SYSTEM_PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing python3-venv …" && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	} || { echo "The module venv is missing; as root: apt-get install python3-venv" >&2; exit 1; }

test-spine: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m spine

test-homeserver: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m homeserver

test-homeserver-rest: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "homeserver and not spine"

test-interop: $(VENV)/.dev tests/interop/node_modules/.installed tests/litestream/node_modules/.installed
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

# Every sentence the bot can say, in one file, for reading.
sentences: $(VENV)/.dev
	@mkdir -p build && $(BIN)/python -m tests.support.sentences build/sentences.txt && echo build/sentences.txt

# What docs/measured.md says of search, many rooms and reminders, by the clock.
bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench.first_sync
	$(BIN)/python -m tests.bench.reminding
	$(BIN)/python -m tests.bench.undo
	$(BIN)/python -m tests.bench.outbox
	$(BIN)/python -m tests.bench.backup
	$(BIN)/python -m tests.bench.search

# Kills at random moments on a bad line, with a full disk now and then: make soak N=300 SEED=7
N ?= 300

soak: $(VENV)/.dev
	$(BIN)/python -m tests.soak --kills $(N) $(if $(SEED),--seed $(SEED)) $(if $(WITHOUT),--without $(WITHOUT))

# Restores by chance after a sudden death: make drill RUNS=100 SEED=7
RUNS ?= 100

drill: $(VENV)/.dev
	$(BIN)/python -m tests.drill --runs $(RUNS) $(if $(SEED),--seed $(SEED)) $(if $(WITHOUT),--without $(WITHOUT))

probes: $(VENV)/.dev
	$(BIN)/python -m tests.probes

# Only this needs uv; the files it writes name no index and no host.
lock:
	for set in demo dev; do \
	  uv pip compile pyproject.toml --extra $$set --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url -q -o requirements/$$set.txt; \
	done
	uv pip compile pyproject.toml --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url -q -o requirements/run.txt
	uv pip compile --group build --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url -q -o requirements/build.txt

# After a change of the libraries: NOTICE names each with its licence.
notice: $(VENV)/.dev
	$(BIN)/python -m tests.support.credits

# What a release consists of: the wheel, the archive of the source, the locked libraries with their hashes,
# and the bill of materials made of these.
dist: $(VENV)/.dev
	rm -rf dist && mkdir dist
	$(PIP_WHEEL) --wheel-dir dist .
	PYTHONPATH=deploy $(BIN)/python -c "import clean_build; clean_build.build_sdist('dist')" >/dev/null 2>&1
	cp requirements/run.txt dist/
	$(BIN)/python -m tests.support.bill_of_materials dist/netzwerkbot.cdx.json
	@ls dist

# Standard input and output belong to the demo: the installation must neither read nor write there.
$(VENV)/.demo: requirements/demo.txt pyproject.toml
	@echo "Die Vorführung wird eingerichtet, einmalig: etwa 250 MB, zwei bis drei Minuten … (V=1 make demo zeigt alles)" >&2
	@$(NEW_VENV)
	@$(PIP) --require-hashes -r requirements/demo.txt </dev/null >&2
	@$(PIP) --no-deps --no-build-isolation -e . </dev/null >&2
	@$(BYTECODE)
	@echo "✓ Eingerichtet" >&2
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@echo "Installing what the tests need (about 350 MB, once) …"
	@$(NEW_VENV)
	@$(PIP) --require-hashes -r requirements/dev.txt </dev/null
	@$(PIP) --no-deps --no-build-isolation -e . </dev/null
	@$(BYTECODE)
	@touch $@ $(VENV)/.demo

tests/interop/node_modules/.installed tests/browser/node_modules/.installed \
tests/litestream/node_modules/.installed: \
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
	rm -rf $(VENV) .venv-system dist tests/*/node_modules tests/web/dist
