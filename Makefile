# Everything starts from a bare machine with python3 (3.11 or newer), Node.js (20 or newer) and make.
PYTHON ?= python3
PY := .venv/bin/python
PIN := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header

.PHONY: help demo dev test check promises bench lint setup assets clean pins

help:
	@echo "make demo    the whole site with its story, on http://127.0.0.1:$${PORT:-8000}"
	@echo "make dev     the same, with a web server that starts again when the code changes"
	@echo "make test    set up everything, then run every check and test"
	@echo "make check   every check and test"
	@echo "make promises  the promises in full measure: load, faults and attacks (long)"
	@echo "make bench   how fast Butikken is beside a floor and a peer, at 781, 10 000 and 100 000 (very long)"
	@echo "make lint    the checks without the tests"
	@echo "make setup   only .venv and its packages"
	@echo "make clean   stop the embedded servers and remove var/, data included"
	@echo "make pins    write requirements*.txt again from pyproject.toml (needs uv)"

setup:
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing. Install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -I marketplace/runtime/environment.py

assets: setup
	@$(PY) -m marketplace.runtime.assets

demo: setup
	@$(PY) manage.py demo

dev: setup
	@$(PY) manage.py dev

test: setup assets
	@$(PY) -m marketplace.runtime.browser
	@$(MAKE) --no-print-directory check

check: lint
	$(PY) -m pytest

promises: assets
	@$(PY) -m marketplace.runtime.browser
	$(PY) -m pytest -m long --durations=0

bench: assets
	for size in 781 10000 100000; do $(PY) -m tests.bench $$size || exit 1; done

lint: assets
	@$(PY) -m marketplace.runtime.catalogues
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint templates --lint --quiet
	$(PY) -m djlint templates --check --quiet
	PYTHONPATH=. .venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py catalogues --check
	$(PY) -m marketplace.runtime.deploycheck

clean:
	@if [ -x $(PY) ] && [ -d var ]; then $(PY) -m marketplace.runtime.embedded stop var var/test; fi
	rm -rf var

pins:
	$(PIN) pyproject.toml -o requirements.txt
	$(PIN) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(PIN) --no-deps --group redis-server -o requirements-redis.txt
