PYTHON ?= python3
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

bin := .venv/bin
catalogues := $(wildcard app/translations/*/LC_MESSAGES/messages.po)
sources_of_assets := $(shell find app/assets -name node_modules -prune -o -type f -print)
drills = $(basename $(notdir $(shell grep -l '^if __name__' tests/faults/*.py)))

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: .venv/installed assets $(catalogues:.po=.mo) ## Install what runs, build the assets, compile the catalogues

run: setup ## Start web and worker, with the demo at the first start
	@exec $(bin)/flask --app wsgi up

test: setup .venv/installed-dev ## Run all tests; what could not run is named last
	-@.ci/system-packages
	$(bin)/python -m pytest --numprocesses=auto --dist=loadfile

check: setup .venv/installed-dev ## Check style, types, templates, safety, catalogues, migrations and diagrams
	$(bin)/ruff format --check
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/djlint --lint --quiet templates
	$(bin)/bandit --quiet --recursive --configfile pyproject.toml app workflows wsgi.py
	$(bin)/flask --app wsgi check-messages
	$(bin)/flask --app wsgi diagrams --check
	.ci/check-migrations

bench: setup .venv/installed-dev ## Measure the pages beside bare ones and write bench.json
	$(bin)/python -m tests.benchmarks

faults: setup .venv/installed-dev ## Run the long fault drills, each to its end
	@failed=0; for drill in $(drills); do $(bin)/python -m tests.faults.$$drill || failed=1; done; exit $$failed

assets: app/static/dist/manifest.json ## Bundle styles, scripts, fonts and images into app/static/dist

messages: .venv/installed ## Gather the message ids into the three catalogues
	.ci/messages
	@$(MAKE) setup

lock: .venv/installed-dev ## Make the locks anew from pyproject.toml and package.json
	.ci/lock
	@$(MAKE) setup .venv/installed-dev

.PHONY: help setup run test check bench faults assets messages lock

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	$(bin)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/installed
	$(bin)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

app/assets/node_modules/.package-lock.json: app/assets/package-lock.json | .venv/bin/python
	cd app/assets && ../../.ci/with-node npm ci --ignore-scripts --loglevel=error
	@touch $@

app/static/dist/manifest.json: app/assets/node_modules/.package-lock.json $(sources_of_assets)
	.ci/with-node node app/assets/build.mjs

%.mo: %.po | .venv/installed
	$(bin)/pybabel --quiet compile --input-file $< --output-file $@
