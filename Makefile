# Every target is a task of tasks.py, which also runs where there is no make: python3 tasks.py site
PYTHON ?= python3

.PHONY: site serve test check review publish nightly bench lock format clean
site serve test check review publish nightly bench lock format clean:
	@$(PYTHON) tasks.py $@
