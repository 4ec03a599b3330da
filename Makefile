# What to do with Greenroom from a shell. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help setup run test endure lint bench evals clean
BIN := .venv/bin

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: ## Make .venv with the locked packages, and build the front end
	@scripts/setup app

run: setup ## Start Greenroom with its demo workspace, until Ctrl-C (PORT=8080 for another port)
	@exec $(BIN)/greenroom serve --demo $(if $(PORT),--port $(PORT))

test: ## Check and test everything that can be run here, and say what cannot
	@scripts/setup dev
	@$(BIN)/python scripts/run_tests.py

endure: ## Run the tests of endurance, which `make test` leaves out for their length
	@scripts/setup dev
	@$(BIN)/python scripts/run_tests.py endure

lint: ## Check style, types and the layers of the house
	@scripts/setup dev
	@$(BIN)/python scripts/run_tests.py lint

bench: ## Measure, and write docs/benchmarks.md
	@scripts/setup dev
	@PYTHONPATH=. $(BIN)/python -m tests.bench

evals: setup ## Replay the golden cases of every skill, and the same answers under other names
	@$(BIN)/greenroom evals

clean: ## Remove what these targets made, but no data
	@rm -rf .venv node_modules dist src/greenroom/static/build
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
