# Everything that a fresh machine needs, from two commands: `make demo` and `make test`.

SWIFT ?= swift
# Where there is Swift there is its clang, if nothing else.
ifeq ($(origin CC),default)
CC := $(shell command -v cc || echo clang)
endif
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
PACKAGES := liblz4-dev libcairo2-dev fonts-dejavu-core pkg-config lz4
PREFIX ?= /usr/local
KILLS ?= 10000
MUTATIONS ?= 100000
RELEASE := .build/release
BENCH_VENV := .build/bench-venv
SPEC_VENV := .build/spec-venv
SPEC_MUTATIONS ?= 2000
SEED ?= 1
TRACES ?= ../shared/traces
ALLOCATOR := .build/allocator/libreadings-allocator.so
ALLOCATOR_TARGETS := Sources/CReadingsThreadSlots Sources/ReadingsAllocator

.PHONY: help deps build allocator demo test test-spec test-spec-mutants test-thread test-hosts stress \
  mutations lint bench bench-codec bench-probe bench-hostile bench-fuzz fuzz docs install clean

help: ## Say what there is.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

deps: ## Install the Debian packages that are missing.
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq $$missing; \
	fi

build: deps ## Build the command line and the example, optimised.
	$(SWIFT) build -c release --product readings
	$(SWIFT) build -c release --product corpus

allocator: $(ALLOCATOR) ## Build the counting allocator as a library to preload.

# Not by the package manager, whose dynamic libraries need the Swift runtime. It stays loaded, as the
# threads that end go through it.
$(ALLOCATOR): $(wildcard $(ALLOCATOR_TARGETS:=/*.[ch]) $(ALLOCATOR_TARGETS:=/include/*.h))
	mkdir -p $(@D)
	$(CC) -O2 -fPIC -fvisibility=hidden -shared -Wl,-z,nodelete \
	  $(ALLOCATOR_TARGETS:%=-I%/include) $(filter %.c,$^) -o $@

demo: build ## Record a real program, kill another one, convert and draw.
	@sh Examples/demo.sh $(RELEASE)

test: deps ## Run every test, and check that the probe does not allocate.
	$(SWIFT) build --build-tests
	@{ $(SWIFT) test --skip-build 2>&1; echo $$? > .build/tests.status; } | tee .build/tests.log
	@echo "$$(grep -c '^skipped for want' .build/tests.log) test cases were skipped for want of privileges"; \
	  exit $$(cat .build/tests.status)
	$(SWIFT) build -c release --product allocation-check
	$(RELEASE)/allocation-check

# SPEC_MUTATIONS=n and SEED=n for other mutations of the vectors. The demo's files are compared as well.
test-spec: PACKAGES += python3-venv
test-spec: deps $(SPEC_VENV)/requirements.txt ## Compare the reader in Python with the Swift one.
	$(SWIFT) build -c release --product recording-dump
	@ls demo/*.rdg >/dev/null 2>&1 || { $(SWIFT) build -c release --product corpus && \
	  mkdir -p demo && $(RELEASE)/corpus --recording demo/run.rdg --seconds 2; }
	@$(SPEC_VENV)/bin/python Spec/check.py --dump $(RELEASE)/recording-dump \
	  --mutations $(SPEC_MUTATIONS) --seed $(SEED) demo/*.rdg

test-spec-mutants: PACKAGES += python3-venv
test-spec-mutants: deps $(SPEC_VENV)/requirements.txt ## See what no vector shows.
	@$(SPEC_VENV)/bin/python Spec/mutants.py

$(SPEC_VENV)/requirements.txt: Spec/reader/requirements.txt | deps
	@python3 -m venv --clear $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check -r $<
	@cp $< $@

# Without the fork: the sanitizer knows no threads in the child of a process with threads.
test-thread: deps ## Run what has threads under the thread sanitizer.
	READINGS_STORM=1000000 $(SWIFT) test --sanitize=thread --scratch-path .build-thread \
	  --filter 'ReadingsProbeTests|ReadingsAllocatorTests|RoundTripTests' --skip aForkedChild

# What is not there, such as node, java and mimalloc, is skipped and counted.
test-hosts: PACKAGES += gcc g++ git perl libjemalloc2 libtcmalloc-minimal4 redis-server python3-numpy
test-hosts: deps allocator ## Run other programs with the allocator preloaded, and with other mallocs.
	@sh Tests/Hosts/hosts.sh $(CURDIR)/$(ALLOCATOR)

stress: deps ## Kill a recording process 10,000 times (KILLS=n for another number).
	READINGS_KILLS=$(KILLS) $(SWIFT) test --filter KillTests

mutations: deps ## Damage recordings 100,000 times and recover them (MUTATIONS=n, SEED=n for others).
	$(SWIFT) build -c release --product mutations
	$(RELEASE)/mutations $(MUTATIONS) $(SEED)

lint: ## Check the sources' format.
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Examples Benchmarks Fuzz

bench: bench-codec bench-probe bench-hostile bench-fuzz ## Measure everything; one `name value` line each.

# TRACES=folder has other traces; PER_TRACE=1 prints lines for each of them.
bench-codec: PACKAGES += python3-venv xz-utils
bench-codec: deps $(BENCH_VENV)/requirements.txt ## Measure the format next to its rivals.
	@$(SWIFT) build -c release --product codec-bench >&2
	@sh Benchmarks/Codec/run.sh "$(TRACES)" $(RELEASE)/codec-bench $(BENCH_VENV)/bin/python

# The copy says that all of it is installed.
$(BENCH_VENV)/requirements.txt: Benchmarks/Codec/requirements.txt | deps
	@python3 -m venv --clear $(@D)
	@$(@D)/bin/pip install --quiet --disable-pip-version-check -r $<
	@cp $< $@

bench-probe: deps ## Measure what the probe costs its host.
	$(SWIFT) build -c release --product probe-host
	$(SWIFT) build -c release --product probe-bench
	$(RELEASE)/probe-bench
	$(SWIFT) build -c release --product allocator-bench
	$(RELEASE)/allocator-bench

bench-hostile: PACKAGES += python3-venv
bench-hostile: build $(SPEC_VENV)/requirements.txt ## Measure what files take that are made to take long.
	@ls demo/killed.rdg >/dev/null 2>&1 || sh Examples/demo.sh $(RELEASE) >&2
	@$(SPEC_VENV)/bin/python Benchmarks/Hostile/hostile.py $(RELEASE)/readings demo/run.rdg \
	  demo/killed.rdg

bench-fuzz: deps ## Measure how fast the fuzzer is.
	@sh Fuzz/run.sh 20 3

fuzz: deps ## Fuzz every target for SECONDS=60.
	sh Fuzz/run.sh $(or $(SECONDS),60)

docs: deps ## Make the probe's documentation, as DocC, in .build/docs.
	$(SWIFT) build --target ReadingsProbe --scratch-path .build-docs -Xswiftc -emit-symbol-graph \
	  -Xswiftc -emit-symbol-graph-dir -Xswiftc $(CURDIR)/.build-docs
	docc convert Sources/ReadingsProbe/ReadingsProbe.docc --warnings-as-errors \
	  --additional-symbol-graph-dir .build-docs --fallback-bundle-identifier readings \
	  --fallback-display-name ReadingsProbe --output-dir .build/docs

install: build allocator ## Install the command line and the allocator under PREFIX=/usr/local.
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib
	install -m 755 $(RELEASE)/readings $(DESTDIR)$(PREFIX)/bin/readings
	install -m 644 $(ALLOCATOR) $(DESTDIR)$(PREFIX)/lib/libreadings-allocator.so

clean: ## Remove what was built and drawn.
	rm -rf .build .build-* demo
