# What people and CI call. Every target installs the Debian packages it needs when they are missing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

BUILD_PACKAGES := libxml2-dev libpsl-dev libsqlite3-dev libqrencode-dev zlib1g-dev pkg-config
DEMO_PACKAGES := $(BUILD_PACKAGES) chromium-headless-shell
TEST_PACKAGES := $(DEMO_PACKAGES) chromium-driver python3-venv

# $(call packages,LIST): installs those of the list that are missing.
packages = missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		echo "installing" $$missing; \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends $$missing; \
	fi

.PHONY: help
help:
	@echo "make demo       build, serve the sample pages and verify each against its expected verdict"
	@echo "make test       everything that CI checks"
	@echo "make bench      speed, beside named peers in the same run (release build)"
	@echo "make format     format the Swift sources"
	@echo "make assets     list web/ anew for embedding, after adding or removing a file there"
	@echo "make install    install the release build under PREFIX ($(PREFIX))"

.PHONY: demo
demo:
	@$(call packages,$(DEMO_PACKAGES))
	$(SWIFT) build --product dubcheck
	.ci/demo .build/debug/dubcheck

# A few tests at a time: browsers and servers share the cores, and none is to time out for want of a turn.
.PHONY: test
test:
	@$(call packages,$(TEST_PACKAGES))
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --experimental-maximum-parallelization-width 4
	Tests/Acceptance/run

.PHONY: bench
bench: .build/peers/installed
	@$(call packages,$(BUILD_PACKAGES) chromium-headless-shell wrk curl)
	$(SWIFT) build -c release --product dubcheck
	$(SWIFT) build -c release --product Benchmarks
	.build/release/Benchmarks

# Peers from PyPI: Playwright, which drives the same browser as dubcheck and downloads none of its own, and DuckDB.
.build/peers/installed: Sources/Benchmarks/Peers/requirements.txt
	@$(call packages,python3-venv)
	python3 -m venv --clear .build/peers
	.build/peers/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

.PHONY: format
format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

.PHONY: assets
assets:
	Sources/CWebAssets/generate.sh

# The binary finds the Swift runtime of the toolchain it was built with. `make install SWIFT_FLAGS=--static-swift-stdlib`
# builds one that needs no Swift on the machine; everything is then compiled anew.
SWIFT_FLAGS ?=

.PHONY: install
install:
	@$(call packages,$(BUILD_PACKAGES))
	$(SWIFT) build -c release --product dubcheck $(SWIFT_FLAGS)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -s .build/release/dubcheck $(DESTDIR)$(PREFIX)/bin/dubcheck
	.build/release/dubcheck --generate-completion-script bash \
		>$(DESTDIR)$(PREFIX)/share/bash-completion/completions/dubcheck
	@echo "installed $(DESTDIR)$(PREFIX)/bin/dubcheck"
