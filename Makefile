# Everything a person does with a checkout. Bare `make` lists it.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?=
BIN := .venv/bin
# Nothing is written outside the checkout, pip's cache included.
export PIP_CACHE_DIR := $(CURDIR)/.cache/pip
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check bench bench-selling budgets screenshots lock clean

help: ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/run ## Serve a whole publication on http://127.0.0.1:8000 (PORT=8123 for elsewhere)
	@$(BIN)/presspass demo --port "$(PORT)" --data .demo

test: .venv/dev system ## Run every test, real servers and a real browser included
	$(BIN)/pytest

check: .venv/dev ## Lint, types, layers, known vulnerabilities
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	scripts/audit $(BIN)

bench: .venv/dev system ## Measure speed against a bare server, in one run
	$(BIN)/python -m bench

bench-selling: .venv/dev ## Measure sales, and a hundred thousand renewals
	$(BIN)/python -m bench.selling
	$(BIN)/python -m bench.renewals

budgets: .venv/dev system ## Check what each page costs its reader: weight, shifts, contrast
	$(BIN)/python -m scripts.budgets

screenshots: .venv/dev system ## Photograph the pages for the docs
	$(BIN)/python -m scripts.screenshots

lock: .venv/dev ## Pin requirements/*.in again, with hashes
	scripts/lock $(BIN)

clean: ## Remove the environment, caches and the demo's data
	rm -rf .venv .cache .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache bench/.work test-report

.venv/python:
	@scripts/venv "$(PYTHON)"

.venv/run: .venv/python requirements/run.txt pyproject.toml
	@echo "Installing what Presspass runs on into .venv ..."
	@$(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo "Installing what tests and checks need into .venv ..."
	@$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: system
system:
	@scripts/system-packages
