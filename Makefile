# make serve: install, ingest samples/, serve at http://127.0.0.1:8000     make test: install, run every check and test
PYTHON ?= python3
BUILD ?= build
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.PHONY: install serve test check clean

install: .venv/.installed node_modules/.installed

.venv/.installed: requirements.txt requirements-dev.txt constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt -c constraints.txt
	touch $@

node_modules/.installed: package.json package-lock.json .venv/.installed
	./scripts/npm-install
	touch $@

serve: install
	$(BIN)/python ingest.py samples --output $(BUILD)
	$(BIN)/python -m service --build $(BUILD)/current --host $(HOST) --port $(PORT)

check: install
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

test: check
	./scripts/browser-install
	./scripts/virtuoso-install
	./scripts/clients-install
	$(BIN)/python -m pytest -n auto --dist loadfile

clean:
	rm -rf .venv node_modules build
