# 冀创. `make run` serves the demonstration; `make test` runs every test.

PYTHON := $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(shell \
	command -v $(name) >/dev/null 2>&1 && $(name) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	>/dev/null 2>&1 && echo $(name))))
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: install run test check walk

install: $(STAMP)

# The stamp holds the lock's own digest, so that a second call costs nothing and a changed lock is installed.
$(STAMP): requirements.lock pyproject.toml
	@if [ ! -x $(BIN)/python ]; then \
		if [ -z "$(PYTHON)" ]; then \
			echo "需要 Python 3.11、3.12 或 3.13。Debian/Ubuntu：apt-get install python3 python3-venv" >&2; exit 1; fi; \
		echo "安装 …… 使用 $$($(PYTHON) --version)"; \
		$(PYTHON) -m venv .venv || { rm -rf .venv; \
			echo "不能建立虚拟环境。Debian/Ubuntu：apt-get install $$(basename $(PYTHON))-venv" >&2; exit 1; }; fi
	@if [ ! -x $(BIN)/jichuang ] || [ "$$(cat $(STAMP) 2>/dev/null)" != "$$(cksum < requirements.lock)" ]; then \
		echo "安装 …… 依赖（首次约半分钟）"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; fi
	@cksum < requirements.lock > $(STAMP)

run: install
	@exec $(BIN)/jichuang run

# Everything but the journeys on all cores (four at most), then the journeys in a browser one after another.
test: install
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 -m "not browser"
	@$(BIN)/python -m pytest -m browser

check: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src --lint --quiet
	DATABASE_URL=postgresql://nobody@127.0.0.1:1/none $(BIN)/python -W ignore manage.py makemigrations --check --dry-run
	$(BIN)/python -m pytest tests/house

walk: install
	@$(BIN)/jichuang walk $(if $(FILE),$(FILE),$(error 请指明验收路径：make walk FILE=walks/S07.toml))
