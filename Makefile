# Every target makes .venv when it is missing. Another Python: make test PYTHON=/path/to/python3.12
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
BIN := .venv/bin

DEMO_PORT ?= 7860
DEMO_QUESTION ?= Why did the bridge at Brindle Cross fall?
SERVE ?= 1

.PHONY: demo test lint format bench screenshots

# Read the sample articles, answer one question, and open the chat page. SERVE=0 leaves the page out.
demo: .venv/.installed
	$(BIN)/onrecord ingest examples/articles --index index/demo
	@echo
	$(BIN)/onrecord ask "$(DEMO_QUESTION)" --index index/demo
ifneq ($(SERVE),0)
	@echo
	$(BIN)/onrecord serve --index index/demo --port $(DEMO_PORT)
endif

# One thread for each worker: the models are small, and workers that share cores wait for each other.
test: lint
	OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses auto --maxprocesses 4

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The benchmarks that need no outside data: those that ask for some name it DATA_DIR.
bench: .venv/.installed
	set -e; for each in $$(grep -l __main__ $$(grep -L DATA_DIR benchmarks/[a-z]*.py)); do $(BIN)/python -m benchmarks.$$(basename $$each .py); done

# The pictures of the page in docs/images, of the sample articles; it needs Chromium.
screenshots: .venv/.installed
	$(BIN)/python -m tests.e2e.screenshots docs/images

.venv/bin/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: name one with PYTHON=/path/to/python"; exit 1; }
	"$(PYTHON)" -m venv .venv

# What builds the package is installed first, so that it is pinned like everything else.
.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/pip install --quiet --constraint constraints.txt hatchling editables
	$(BIN)/pip install --quiet --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@
