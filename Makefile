# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.PHONY: axe demo test lint tables benchmark system screenshots clean

# The environment, made anew when the project's own requirements change.
$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@

demo: $(VENV)/ready  ## the main job on the example pages
	@$(BIN)/python tools/demo.py

test: lint axe  ## everything that must hold
	$(BIN)/python -m pytest

# axe-core checks the pages for people who cannot see or point; without npm that one test is skipped and says so.
axe:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory -C tests/views axe; else echo "npm is not here: the accessibility test is skipped (make system installs it)"; fi

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/reuse lint --quiet

tables: $(VENV)/ready  ## resources -> src/communique/tables/data
	$(BIN)/python tools/compile_plover.py
	$(BIN)/python tools/compile_tables.py

benchmark: $(VENV)/ready  ## every measure, against benchmarks/floors.json
	$(BIN)/python benchmarks/run.py

system:  ## what some tests want from the system: a browser, and npm for axe-core
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium $$(command -v npm >/dev/null || echo npm) >/dev/null

screenshots: $(VENV)/ready
	COMMUNIQUE_SCREENSHOTS=1 $(BIN)/python -m pytest tests/views

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
