# make demo: try the bot in a browser.   make test: everything that is checked.   Both set themselves up.
VENV := .venv
RUN := $(VENV)/bin/python
# One process a core; ARGS="-n0 --pdb …" tests in one.
PYTEST := $(RUN) -m pytest -n auto --maxprocesses 8 --dist worksteal

.PHONY: demo test lint types bench understanding faults mutants lock clean

demo: $(VENV)/.for-running
	$(RUN) -m bot demo $(ARGS)

test: $(VENV)/.for-testing
	sh tools/test-programs.sh
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(PYTEST) $(ARGS)

bench: $(VENV)/.for-testing
	PYTHONPATH=. $(RUN) benchmarks/throughput.py $(ARGS)

understanding: $(VENV)/.for-testing
	$(RUN) -m tools.understanding $(ARGS)

faults: $(VENV)/.for-testing
	KILLS=60 $(PYTEST) tests/faults $(ARGS)

mutants: $(VENV)/.for-testing
	$(RUN) -m pip install -q "mutmut>=3.8,<4"
	$(RUN) -m mutmut run $(ARGS)
	$(RUN) -m mutmut results

$(VENV)/.for-running: requirements.lock
	sh tools/setup.sh $(VENV) requirements.lock
	touch $@

$(VENV)/.for-testing: requirements-dev.lock
	sh tools/setup.sh $(VENV) requirements-dev.lock
	touch $@ $(VENV)/.for-running

lock: $(VENV)/.for-testing
	$(RUN) -m pip install -q uv
	$(RUN) -m uv pip compile pyproject.toml --universal --generate-hashes --no-header -q -U -o requirements.lock
	$(RUN) -m uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header -q -U -o requirements-dev.lock

clean:
	rm -rf $(VENV) mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis
