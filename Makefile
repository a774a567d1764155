# Ura: what a person does with the project. Works with GNU make 3.81 (macOS) and newer.
# Each step leaves a stamp beside what it made, so that a second run does only what changed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

HOST ?= 127.0.0.1
PORT ?= 8000

PYTHON_BIN := .venv/bin/python
PIP := $(PYTHON_BIN) -m pip --disable-pip-version-check
PIP_LOCKED := $(PIP) install -qq --require-hashes --only-binary :all:
VENV := .venv/.made
REQUIREMENTS := .venv/.requirements
PROJECT := .venv/.project
TESTING := .venv/.testing
NODE_MODULES := frontend/node_modules/.made
DIST := app/static/dist/manifest.json
FRONTEND := $(shell find frontend app/static -type f -not -path 'frontend/node_modules/*' -not -path 'app/static/dist/*' 2>/dev/null)
CHECKED := $(wildcard app tests scripts bench migrations)

.PHONY: help setup run test check format bench browser translations lock clean
.PHONY: check-style check-types check-imports check-templates check-translations

help: ## what you can do here
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-22s %s\n", $$1, $$2}'

setup: ## install and build everything that running needs, start nothing
	@$(MAKE) -s -j2 $(PROJECT) $(DIST)

run: setup ## start Ura with demo data: web server and worker (HOST and PORT from the environment)
	@HOST=$(HOST) PORT=$(PORT) exec .venv/bin/ura run

test: setup $(TESTING) ## all tests: on SQLite, on PostgreSQL and in the browser
	@$(PYTHON_BIN) -m scripts.run_tests

browser: setup $(TESTING) ## only the tests in the browser
	@$(PYTHON_BIN) -m scripts.run_tests browser

check: setup $(TESTING) ## style, types, imports, templates, translations
	@$(MAKE) -s -k check-style check-types check-imports check-templates check-translations

check-style:
	.venv/bin/ruff check $(CHECKED)
	.venv/bin/ruff format --check $(CHECKED)

check-types:
	.venv/bin/mypy $(filter-out migrations,$(CHECKED))

check-imports:
	.venv/bin/lint-imports

check-templates:
	.venv/bin/djlint app --lint --quiet
	$(PYTHON_BIN) -m scripts.check_templates

check-translations:
	$(PYTHON_BIN) -m scripts.translations check

format: $(TESTING) ## let ruff mend what it can
	.venv/bin/ruff check --fix-only $(CHECKED)
	.venv/bin/ruff format $(CHECKED)

bench: setup $(TESTING) ## measure our pages against two yardsticks
	@$(PYTHON_BIN) -m bench

translations: $(TESTING) ## bring the catalogues up to date with the sources
	@$(PYTHON_BIN) -m scripts.translations update

lock: $(TESTING) ## renew requirements/ from pyproject.toml
	@scripts/lock

clean: ## remove what make made (not the data in var/)
	rm -rf .build .venv app/static/dist frontend/node_modules ura.egg-info

# ------------------------------------------------------------------------------------------------ steps

$(VENV): scripts/venv
	@scripts/venv
	@touch $@

$(REQUIREMENTS): requirements/run.txt $(VENV)
	@echo 'Python: installing requirements/run.txt'
	@$(PIP_LOCKED) -r requirements/run.txt
	@touch $@

$(PROJECT): pyproject.toml $(REQUIREMENTS)
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTING): requirements/test.txt $(PROJECT)
	@echo 'Python: installing requirements/test.txt'
	@$(PIP_LOCKED) -r requirements/test.txt
	@touch $@

$(NODE_MODULES): frontend/package-lock.json scripts/frontend requirements/node.txt | $(VENV)
	@echo 'Front end: installing frontend/package-lock.json'
	@scripts/frontend install
	@touch $@

$(DIST): $(FRONTEND) $(NODE_MODULES)
	@echo 'Front end: building'
	@scripts/frontend build
	@touch $@
