# Everything a newcomer needs is `make serve` and `make test`; `make help` lists the rest.

HOST ?= 127.0.0.1
PORT ?= 8000
POAI_DATA ?= var
PYTEST_ARGS ?=
JOBS ?= 2
export POAI_DATA

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve demo test messages styles bench bench-match pictures lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

serve: .venv/installed ## Serve the site on http://127.0.0.1:8000 (change with HOST, PORT, POAI_DATA)
	@exec .venv/bin/poai serve --host "$(HOST)" --port "$(PORT)"

demo: export POAI_DATA = var/demo
demo: .venv/installed ## Serve a throw-away place with invented staff, on http://127.0.0.1:8000/demo
	@exec .venv/bin/poai serve --demo --host "$(HOST)" --port "$(PORT)"

test: .venv/installed-dev ## Run every test, the browser ones last (choose some with PYTEST_ARGS)
	@.ci/needs.sh
	@env -u POAI_DATA .venv/bin/pytest --numprocesses=$(JOBS) $(PYTEST_ARGS)

messages: .venv/installed-dev ## Collect what residents read into content/translations, for translators
	@.ci/messages.sh

styles: ## Build the CSS and JavaScript in poai/static (needs Node)
	@templates/styles/build.sh

bench: .venv/installed-bench ## Measure against named peers and print the ratios
	@.venv/bin/python -m bench
	@.venv/bin/python -m bench.accounts
	@.venv/bin/python -m bench.caseload
	@.venv/bin/python -m bench.referrals
	@.venv/bin/python -m bench.conformance
	@.venv/bin/python -m bench.feeds

bench-match: .venv/installed-bench ## Measure matching against named peers and print one table
	@.venv/bin/python -m bench.matching

pictures: .venv/installed-dev ## Take the README's pictures again
	@.ci/needs.sh
	@.venv/bin/python -m docs.pictures

lock: ## Work out the lock files from pyproject.toml again (UPGRADE=1 for the newest)
	@.ci/lock.sh

clean: ## Remove everything that make made, but never the data in POAI_DATA
	rm -rf .venv .tools dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@python=$$(.ci/python.sh) && "$$python" -m venv .venv

# The stamps are newer than the locks when nothing is to be installed: a second run starts at once.
.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	.venv/bin/python -m pip install --quiet --require-hashes --requirement requirements.lock
	.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	.venv/bin/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/installed-bench: bench/requirements.lock .venv/installed-dev
	.venv/bin/python -m pip install --quiet --require-hashes --requirement bench/requirements.lock
	@touch $@
