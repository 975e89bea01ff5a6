# Two commands after a clone do everything: `make site` and `make test`.
# Python packages come hash-locked into .venv; a second run finds everything there and needs no network.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help site test coverage lint bench setup lock clean

help: ## Show this list
	@echo "make site      build the site from specs/ and say where to look"
	@echo "make test      run all tests"
	@echo "make coverage  run all tests, and say which lines none of them runs"
	@echo "make lint      check style, types and the arrows between the layers"
	@echo "make bench     measure speed"
	@echo "make setup     only install what the others need"
	@echo "make lock      choose new versions of all packages (needs the network)"
	@echo "make clean     remove what was built; .venv stays"

setup: ## Install what is missing: Python packages, and Pango for PDF
	@PYTHON="$(PYTHON)" sh tools/setup.sh

site: setup ## Build the site
	@$(BIN)/roi-spec build specs -o site
	@echo
	@echo "The site is ready. Open this file by double click, or in your browser:"
	@echo "  $(CURDIR)/site/index.html"
	@echo "The errors above, if any, are what two examples find in claims that others published."
	@echo "Check a spec of your own: $(BIN)/roi-spec check specs"

test: setup ## Run all tests
	@$(BIN)/pytest --numprocesses auto $(TESTS)

coverage: setup ## Run all tests and say which lines none of them runs
	@$(BIN)/pytest --numprocesses auto --cov --cov-report=term $(TESTS)

lint: setup ## Check style, types, layers, and that the made files are up to date
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/make_schema.py --check

bench: setup ## Measure speed
	@$(BIN)/python -m bench

lock: setup ## Choose new versions of all packages
	@sh tools/lock.sh

clean: ## Remove what was built
	@find site -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@rm -rf build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .bench
