# Counterpoise: `make` lists the commands.
PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8000
SECONDS ?= 60

export NO_MKDOCS_2_WARNING := 1
export PYTHON HOST PORT SECONDS BRAND SCHEDULER # what people give stands in quotes below: a shell reads it, and runs none of it

bin     := .venv/bin
ready   := .venv/.ready
runtime := build/runtime/.ready
biome   := build/node/node_modules/.bin/biome check --config-path=tests/biome.config.json
docs    := README.md ARCHITECTURE.md CONTRIBUTING.md quiz/README.md docs/door.d.ts

.DEFAULT_GOAL := help
.PHONY: help serve site test deep check format docs figures fuzz mutants bench clean lock runtime wheel

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

serve: $(ready) $(runtime) ## build the site, serve it on 127.0.0.1:8000 and rebuild on every change
	@echo "==> serving on http://$$HOST:$$PORT/ (stop with Ctrl-C)"
	@$(bin)/mkdocs serve --dev-addr "$$HOST:$$PORT"

site: $(ready) $(runtime) ## build the site into site/, warnings as errors; BRAND=NAME: local/brands/NAME.yml, into build/site-NAME/; BRAND=all: every brand, each in its folder; HANDOUTS=a4, letter or off: fewer PDFs; SITE_URL=https://...: a QR code on them
ifeq ($(BRAND),all)
	@$(bin)/counterpoise sites $(if $(SCHEDULER),--scheduler "$$SCHEDULER")
else
	@echo "==> building $(if $(BRAND),build/site-$$BRAND,site)/"
	@$(bin)/python -m generator.publishing.once "$(if $(BRAND),build/site-$$BRAND,site)" $(bin)/mkdocs build --strict $(if $(BRAND),--site-dir "build/site-$$BRAND")
endif

test: $(ready) $(runtime) ## run every test, the browser tests included; finds or installs a Chromium
	@$(bin)/python -m tests.chromium
	@$(bin)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

deep: $(ready) $(runtime) ## run the tests of chance far longer than make test has time for: MUTATIONS=3000, CROWD=650, SCREEN=20000, HELPED=10000, ODD=1500; and those of pages with Pyodide throughout
	@MUTATIONS="$${MUTATIONS:-3000}" CROWD="$${CROWD:-650}" SCREEN="$${SCREEN:-20000}" HELPED="$${HELPED:-10000}" ODD="$${ODD:-1500}" PAGES=pyodide $(bin)/python -m pytest -n auto --dist loadfile tests/browser \
		tests/generator/test_mutations.py tests/quiz/test_crowd_*.py tests/quiz/test_helped.py tests/quiz/test_odd_requests.py tests/quiz/judging/test_leads.py tests/quiz/plans/test_remembered.py

check: $(ready) $(runtime) ## format, lint, types, knowledge
	@echo "==> format"    && $(bin)/ruff format --check .
	@echo "==> lint"      && $(bin)/ruff check .
	@echo "==> types"     && $(bin)/mypy
	@echo "==> scripts"   && PATH="$$PWD/$(bin):$$PATH" && $(biome) --error-on-warnings && build/node/node_modules/.bin/tsc --project tests
	@echo "==> rooms"     && $(bin)/lint-imports --no-cache --no-logo >/dev/null || $(bin)/lint-imports --no-cache --no-logo
	@echo "==> docs"      && $(bin)/cog --check --diff --verbosity=0 -I docs --check-fail-msg "run: make docs" $(docs)
	@echo "==> knowledge" && $(bin)/counterpoise check

format: $(ready) $(runtime) ## put the format of Python and of the pages' modules right
	@$(bin)/ruff format .
	@PATH="$$PWD/$(bin):$$PATH" $(biome) --write

docs: $(ready) ## write the tables of the docs anew, from the code
	@$(bin)/cog -r --verbosity=1 -I docs $(docs)

figures: $(ready) ## draw every figure on one page to look at: build/figures/index.html
	@$(bin)/counterpoise figures build/figures

fuzz: $(ready) ## look for requests that break the engine, guided by coverage, for SECONDS=60 unless given otherwise
	@$(bin)/python -m tests.fuzz "$$SECONDS"

mutants: $(ready) ## try small wrong changes of meaning one by one, each with the test that must find it (tests/mutants.yml)
	@$(bin)/python -m tests.mutants

bench: $(ready) $(runtime) ## measure what it costs
	@$(bin)/python -m tests.bench

wheel: $(ready) $(runtime) ## pack the engine as a wheel, with a lock for Pyodide, in build/engine/; a site built after that publishes both
	@$(bin)/counterpoise wheel

lock: $(ready) ## pin the newest allowed dependencies in requirements.lock
	@$(bin)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/uv.lock
	@$(bin)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --extra dev --extra cluster --extra tables pyproject.toml -o requirements.lock

clean: ## remove all that was built or installed
	rm -rf .venv build site *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

runtime: $(runtime)

$(ready): requirements.lock pyproject.toml
	@"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Counterpoise needs Python 3.11 or newer; name one with PYTHON=..." >&2; exit 1; }
	@echo "==> installing the locked Python packages into .venv"
	@$(bin)/python -m pip --version >/dev/null 2>&1 || "$$PYTHON" -m venv --clear .venv
	@$(bin)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(bin)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(bin)/counterpoise schema --local >/dev/null
	@touch $@

$(runtime): $(ready) generator/runtime/package-lock.json $(wildcard generator/runtime/*.*) $(shell find quiz -name "*.py")
	@echo "==> preparing the Python runtime for the browser"
	@$(bin)/python -m generator runtime
	@touch $@
