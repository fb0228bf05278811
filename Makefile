# Ruang Kendali. `make` says what there is to do.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: setup venv format lint picture build test attack demo run bench soak docs help

# One kind of build for everything: alternating with a plain `swift build` would compile modules again.
BUILD := swift build --build-tests
OURS := Sources Tests Package.swift

setup: ## Install the Debian packages that are missing
	@.ci/setup

venv: setup
	@.ci/venv

format: ## Format all Swift files
	@swift format -i --parallel -r $(OURS)

lint: setup ## Check format, imports against the architecture, calls of outside programs, tests against the statements, and the house rules
	@python3 Tests/Lint/imports.py --self-test
	@swift package dump-package | python3 Tests/Lint/imports.py --manifest -
	@python3 -B Tests/Lint/picture.py --self-test
	@python3 -B Tests/Lint/picture.py
	@python3 Tests/Lint/programs.py --self-test
	@python3 Tests/Lint/programs.py
	@python3 Tests/Lint/statements.py --self-test
	@python3 Tests/Lint/statements.py
	@.ci/test --self-test
	@python3 Tests/Lint/security.py --self-test
	@python3 Tests/Lint/security.py
	@python3 -B Tests/Soak/evidence.py --self-test
	@swift format lint --strict --parallel -r $(OURS)
	@echo "lint: all right"

picture: ## Draw the targets anew from the table of the architecture article
	@python3 -B Tests/Lint/picture.py --write

build: setup ## Compile programs and tests
	@$(BUILD)

test: build venv ## Run all tests
	@.ci/test

attack: build venv ## Attack the built service on loopback, with 3 minutes of calls on every route for each of two callers
	@ATTACK_SECONDS=180 .build/venv/bin/python -B -m pytest -p no:cacheprovider -q Tests/Security

demo: build ## Play a whole meeting on this machine and check its evidence; it stays in .build/demo
	@.build/debug/rljj demo --output .build/demo --replace
	@.build/debug/rljj verify .build/demo

run: build ## Run the control service on http://127.0.0.1:8080, state in .state
	@exec .build/debug/rljj serve

bench: build ## Measure speed and load beside their peers; figures in .build/bench.json
	@python3 -B Tests/Performance/bench.py

soak: build ## Play the demo N times (default 5), feed the parsers with odd inputs, change every rule of the procedures, then break a meeting in every way: make soak N=20 FUZZ_SECONDS=600 CASES="two-agents"
	@FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_SEED=$(FUZZ_SEED) CASES="$(CASES)" .ci/soak $(or $(N),5)

docs: setup ## Build the documentation into .build/docs
	@swift package --allow-writing-to-directory .build/docs generate-documentation --target rljj --output-path .build/docs

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
