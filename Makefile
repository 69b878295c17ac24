# Everything runs from .venv, which `make` builds from requirements.lock and rebuilds when that changes.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
WEB ?= build/web
CORPUS ?= ../shared/corpus

.PHONY: demo test lint format bench browse screenshots lock clean help

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/ready ## crawl the bundled newsroom twice and show the result; needs no network
	$(RUN) demo.run

test: $(VENV)/ready ## run the tests
	$(RUN) pytest

lint: $(VENV)/ready ## ruff and mypy
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

format: $(VENV)/ready ## let ruff format the code
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

browse: $(VENV)/ready ## open the demo's database in the browser
	$(RUN) scrapy browse -s DATABASE=build/demo.db

screenshots: $(VENV)/ready ## pictures of the newsroom over the demo's database, some for docs/; needs Chromium
	$(RUN) demo.screenshot

bench: $(VENV)/ready $(WEB)/truth.jsonl ## every benchmark; needs ../shared
	$(VENV)/bin/python benchmarks/extraction.py $(CORPUS) --out build/predictions.jsonl
	$(VENV)/bin/python benchmarks/stages.py $(CORPUS)
	$(VENV)/bin/python benchmarks/dedup.py $(CORPUS)/../dedup/dev.jsonl --out build/clusters.jsonl
	$(VENV)/bin/python benchmarks/crawl.py $(WEB)
	$(VENV)/bin/python benchmarks/throughput.py $(WEB)

$(WEB)/truth.jsonl: $(VENV)/ready
	$(VENV)/bin/python ../shared/replay.py build $(CORPUS) $(WEB) --copies 5

lock: $(VENV)/ready ## pin the newest versions that pyproject.toml allows, with their hashes
	$(VENV)/bin/pip install --quiet uv
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --extra dev pyproject.toml -o requirements.lock

$(VENV)/ready: requirements.lock
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	touch $@

clean: ## remove what make built
	rm -rf $(VENV) build
