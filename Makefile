# Every target sets up what it needs; only python3.11 (or newer), make and pip must be there.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
PROFILE ?= quick
export TF_CPP_MIN_LOG_LEVEL := 3

.PHONY: help setup report test test-full bench lint format check clean browser

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## Create .venv with the pinned dependencies

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "python3.11 or newer is needed and was not found"; exit 3; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

report: $(STAMP) ## Compare the three and write reports/<run>/ (PROFILE=quick or full)
	$(BIN)/threefold report --profile $(PROFILE)

test: $(STAMP) ## The tests, in a few minutes
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not full"

test-full: $(STAMP) ## All tests, the long ones too
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(STAMP) ## Every concept, three implementations and the witness
	$(BIN)/threefold check

bench: $(STAMP) ## Time the workloads in pinned processes
	$(BIN)/threefold bench

lint: $(STAMP) ## Format, lint and types, all as CI has it
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

browser: ## Chromium and its driver, for the tests of the pages (Debian, as root)
	apt-get install --yes --quiet chromium chromium-driver

format: $(STAMP) ## Format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## Remove the virtual environment and caches
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
