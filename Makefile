# Every target sets up what it needs. The environment is .venv; `make clean` removes it.
.DEFAULT_GOAL := help
.PHONY: help appendix test lint docs lock clean
SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check

help:
	@echo "make appendix   the posterior summary appendix, in build/appendix"
	@echo "make test       every check: lint, unit, doctest and sampling tests"
	@echo "make lint       ruff and mypy alone"
	@echo "make docs       the documentation, in docs/_build/html"
	@echo "make lock       requirements.lock anew from pyproject.toml"
	@echo "make clean      remove the environment and all that was built"

appendix: $(READY)
	$(BIN)/bemodels appendix

# Two workers share the cores already: matrix products that took them too would wait.
# The tests come sorted, the slowest first, and modules are compiled once, not anew in
# every process that a test starts.
test: lint
	PYTHONDONTWRITEBYTECODE= OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -n 2 \
	  --dist loadgroup --no-loadscope-reorder -q

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(READY)
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal \
	  --python-version 3.12 --generate-hashes --no-emit-index-url --no-annotate \
	  --custom-compile-command "make lock" -q -o requirements.lock

clean:
	rm -rf .venv build dist docs/_build docs/reference/generated docs/jupyter_execute
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis analyses/*/output

# A candidate is run, not only found: a version manager's shim can exist and not answer.
# The lock's own uv installs the rest, several times as fast as pip, which stands by.
$(READY): requirements.lock pyproject.toml
	@python=; \
	for candidate in python3.13 python3.12 python3.14 python3 python; do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 12))' \
	      >/dev/null 2>&1; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "bemodels needs Python 3.12 or newer; none of python3.13, python3.12," \
	    "python3.14, python3, python is one. Install it and run make again." >&2; \
	  exit 1; \
	fi; \
	echo "setting up .venv with $$($$python --version)"; \
	rm -rf .venv && $$python -m venv .venv
	@awk '/^uv==/ {p = 1; print; next} p && /^[^ ]/ {exit} p' requirements.lock \
	  > .venv/uv.lock
	@$(PIP) --require-hashes -r .venv/uv.lock
	@$(BIN)/uv pip install --quiet --require-hashes --compile-bytecode \
	    --python $(BIN)/python -r requirements.lock \
	  || $(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $(READY)
