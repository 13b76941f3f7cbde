# SPDX-License-Identifier: MIT
# The only build file. "make help" lists the targets. V=debug|asan|release
# chooses a flavour; each has its own folder under build/, so they never mix.

V ?= debug
B := build/$(V)
CC ?= gcc
AR := gcc-ar
OPENCC ?= /usr/share/opencc
PREFIX ?= /usr/local
TESTS ?= 1

PKGS := libxml-2.0 libzip libpq libcrypto libssl zlib libdeflate libzstd \
	libbrotlidec libcurl sqlite3 jansson
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	-Wwrite-strings -Wvla -Wundef -Wformat=2 -Wcast-qual
ifeq ($(CI),1)
WARN += -Werror
endif

CFLAGS_debug := -O1 -g
CFLAGS_release := -O3 -g -flto=auto
CFLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer

CPPFLAGS += -D_GNU_SOURCE -Icommon -Ibuild/gen \
	$(subst -I,-isystem ,$(shell pkg-config --cflags $(PKGS) 2>/dev/null))
CFLAGS += -std=c11 $(WARN) $(CFLAGS_$(V))
LDLIBS += $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm

STAGES := fetch extract load export
EXTRACT := extract $(patsubst %/,%,$(wildcard extract/*/ extract/*/*/))
FETCH := fetch fetch/page
ROOMS := $(FETCH) $(EXTRACT) load export
SRC := $(sort $(wildcard common/*.c $(ROOMS:%=%/*.c)))
MAINS := $(STAGES:%=%/main.c)
DICT := $(wildcard common/dict/*.tsv) $(wildcard fetch/*.tsv fetch/*/*.tsv) \
	build/gen/TSCharacters.tsv build/gen/TSPhrases.tsv
OBJ := $(patsubst %.c,$(B)/%.o,$(filter-out $(MAINS),$(SRC))) \
	$(patsubst %.tsv,$(B)/%.o,$(DICT)) $(B)/build/gen/gb18030.o
BIN := $(STAGES:%=$(B)/nianbao-%)
PORTAL := tests/portal
PORTAL_OBJ := $(patsubst %,$(B)/common/%.o,arena buf dict msg opt str) \
	$(patsubst %,$(B)/%.o,$(basename $(wildcard $(PORTAL)/*.c))) \
	$(patsubst %,$(B)/%.data.o,$(wildcard $(PORTAL)/*.tsv $(PORTAL)/*.html))
FUZZ := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SECONDS ?= 900
BENCH := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c))
UNIT := $(patsubst tests/unit/%.c,$(B)/tests/%,$(wildcard tests/unit/test_*.c))

# What a recipe does, in a few words; VERBOSE=1 shows the commands.
Q := $(if $(VERBOSE),,@)
SAY = @$(if $(VERBOSE),:,echo '  $(1) $(patsubst build/%,%,$@)')

.SECONDARY:
.PHONY: all portal deps test unit e2e fuzz fuzz-replay check-asan lint fmt one \
	bench tools soak soak-load bless stats charts install libs clean help

all: $(BIN) ## build the programs (V=debug|release|asan)

$(B)/nianbao-%: $(B)/%/main.o $(B)/libnianbao.a
	$(call SAY,link)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/nianbao-export $(B)/tests/test_statfile: LDLIBS += -lreadstat

$(B)/libnianbao.a: $(OBJ)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -I$(<D) -MMD -MP -c -o $@ $<

$(B)/extract/%.o: CPPFLAGS += $(EXTRACT:%=-I%)
$(B)/fetch/%.o: CPPFLAGS += $(FETCH:%=-I%)

# A dictionary is linked in as it is: the same file that the database loads.
$(B)/%.o: %.tsv
	@mkdir -p $(@D)
	$(Q)cd $(<D) && ld -r -b binary -z noexecstack \
	    -o $(CURDIR)/$@ $(<F)

$(B)/%.o: %.bin
	@mkdir -p $(@D)
	$(Q)cd $(<D) && ld -r -b binary -z noexecstack \
	    -o $(CURDIR)/$@ $(<F)

# The double bytes of GB18030 (81-FE, then 40-FE but 7F) in UTF-32, by iconv.
build/gen/gb18030.bin:
	@mkdir -p $(@D)
	@LC_ALL=C awk 'BEGIN { for (i = 129; i < 255; i++) \
	    for (j = 64; j < 255; j++) if (j != 127) printf "%c%c", i, j }' | \
	    iconv -f GB18030 -t UTF-32LE >$@.new
	@test $$(wc -c <$@.new) = 95760 && mv $@.new $@

# OpenCC's dictionaries, as the package libopencc-data installs them, as text.
build/gen/%.tsv: $(OPENCC)/%.ocd2
	@mkdir -p $(@D)
	opencc_dict -i $< -f ocd2 -o $@.new -t text
	@mv $@.new $@

$(B)/file-server: tests/server/file-server.c $(B)/libnianbao.a
	$(call SAY,link)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $^ -lmicrohttpd

# A resolver and a clock for tests, for LD_PRELOAD.
$(B)/names.so $(B)/clock.so: $(B)/%.so: tests/server/%.c
	$(call SAY,link)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 $(WARN) -O1 -fPIC -shared -o $@ $<

# The made-up portals of the tests, with their pages and numbers linked in.
portal: $(B)/sample-portals ## build the sample portals (tests/portal)

$(B)/sample-portals: $(PORTAL_OBJ)
	$(call SAY,link)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lopencc -lmicrohttpd

# A harness (tests/fuzz) under libFuzzer, and one that replays files.
build/fuzz/fuzz-%: build/fuzz/tests/fuzz/fuzz_%.o build/fuzz/libnianbao.a
	$(call SAY,link)
	$(Q)clang $(CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

$(B)/replay-%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o \
    $(B)/libnianbao.a
	$(call SAY,link)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

$(B)/tests/fuzz/%.o: CPPFLAGS += $(ROOMS:%=-I%)

# The forms in all their shapes (tests/shapes).
$(B)/shapes: $(patsubst %.c,$(B)/%.o,$(filter-out %/hostile.c,$(wildcard \
    tests/shapes/*.c))) \
    $(B)/libnianbao.a
	$(call SAY,link)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lopencc -ljansson

$(B)/hostile: $(B)/tests/shapes/hostile.o $(B)/libnianbao.a
	$(call SAY,link)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/$(PORTAL)/%.data.o: $(PORTAL)/%
	@mkdir -p $(@D)
	$(Q)cd $(PORTAL) && ld -r -b binary -z noexecstack \
	    -o $(CURDIR)/$@ $(<F)

$(B)/tests/%: tests/unit/%.c $(wildcard tests/unit/*.h) $(B)/libnianbao.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(ROOMS:%=-I%) \
	    -o $@ $< \
	    $(B)/libnianbao.a $(LDLIBS) -lcmocka -lopencc -lbrotlienc

# What measures, beside a peer where there is one on the machine.
$(B)/bench/%: tests/bench/%.c $(B)/libnianbao.a
	@mkdir -p $(@D)
	$(call SAY,link)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(ROOMS:%=-I%) \
	    -o $@ $^ $(LDLIBS) -lopencc \
	    $(shell pkg-config --exists uchardet && echo -DWITH_UCHARDET \
	    $$(pkg-config --cflags --libs uchardet))

tools: all $(BENCH) ## what benchmarks and soaks run

test: deps all tools unit fuzz-replay e2e ## everything that CI runs; installs what it needs

unit: $(UNIT) ## unit tests (cmocka)
	@for t in $(UNIT); do $$t >$(B)/unit.log 2>&1 || \
	    { cat $(B)/unit.log; exit 1; }; \
	    echo "$${t##*/}: $$(grep -c '^\[       OK' $(B)/unit.log) ok"; done

# pipeline.sh runs what is built for release. Most tests wait most of the time.
e2e: all portal $(B)/file-server $(B)/names.so $(B)/clock.so $(B)/shapes \
    $(B)/hostile ## the programs against real files and a real PostgreSQL (T=NNN: one)
	@$(MAKE) -s V=release all portal
	@B=$(CURDIR)/$(B) prove $(if $(T),-v,-j $(TESTS)) tests/e2e/$(T)*.t

fuzz: ## each harness for FUZZ_SECONDS (clang); finds go to tests/fuzz/crashes
	$(MAKE) V=fuzz CC=clang $(FUZZ:%=build/fuzz/fuzz-%)
	@for f in $(FUZZ); do mkdir -p build/fuzz/corpus/$$f; \
	    nice build/fuzz/fuzz-$$f -max_total_time=$(FUZZ_SECONDS) \
	    -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
	    -artifact_prefix=tests/fuzz/crashes/$$f- build/fuzz/corpus/$$f \
	    tests/fuzz/corpus/$$f 2>build/fuzz/$$f.log || exit 1; done

fuzz-replay: $(FUZZ:%=$(B)/replay-%) ## corpora and old crashes through the harnesses
	@for f in $(FUZZ); do $(B)/replay-$$f tests/fuzz/corpus/$$f/* \
	    $$(ls tests/fuzz/crashes/$$f-* 2>/dev/null) >$(B)/replay.log 2>&1 || \
	    { cat $(B)/replay.log; exit 1; }; \
	    echo "$$f: $$(tail -n 1 $(B)/replay.log)"; done

check-asan: ## unit tests and extraction under ASan and UBSan
	$(MAKE) V=asan all unit
	$(MAKE) V=asan e2e T=2

deps: ## install what is missing (apt-get, as root or through sudo)
	@tests/deps.sh --tests
	-@$(MAKE) -s charts

one: all ## what becomes of one document: make one DOC=path
	@test -n "$(DOC)" || { echo 'make one DOC=path' >&2; exit 2; }
	@./pipeline.sh one $(DOC)

bless: all ## rewrite the goldens; then read git diff
	@BLESS=1 B=$(CURDIR)/$(B) prove -q tests/e2e/2*.t || true
	@git diff --stat -- tests/golden

charts: build/npm/node_modules/echarts/dist/echarts.min.js ## what the page of "pipeline.sh report" draws with (npm)

build/npm/node_modules/echarts/dist/echarts.min.js:
	@mkdir -p build/npm
	npm install --prefix build/npm --no-save --no-audit --no-fund \
	    --ignore-scripts --loglevel=error echarts@6

bench: ## each figure as a ratio to its baseline in the same run
	$(MAKE) V=release tools portal build/release/shapes
	@tests/bench/bench.sh

soak: ## the crawler: kill -9 at a hundred random moments, two hours on end
	$(MAKE) V=release tools
	@tests/soak/fetch-kill.sh
	@tests/soak/fetch-long.sh

soak-load: ## loads: a million records, broken ones, kill -9 (hours)
	$(MAKE) V=release all
	@for t in tests/soak/load-*.sh; do B=$(CURDIR)/build/release sh $$t; done

lint: ## static checks: foreign calls in their place, man pages, shell
	@tests/lint.sh

fmt: ## lay out the sources
	clang-format -i $(SRC) $(wildcard common/*.h $(STAGES:%=%/*.h) \
	    $(EXTRACT:%=%/*.h))

stats: ## sizes of functions
	@ctags -x --c-kinds=f --fields=+ne --output-format=json $(SRC) | \
	    sed -n 's/.*"line": \([0-9]*\).*"end": \([0-9]*\).*/\2 \1/p' | \
	    awk '{ print $$1 - $$2 + 1 }' | sort -n | awk '{ v[NR] = $$1 } \
	    END { print NR " functions, lines: median " v[int(NR / 2)] \
	    ", p90 " v[int(NR * 0.9)] ", longest " v[NR] }'

SHARE := $(DESTDIR)$(PREFIX)/share
install: ## programs, pipeline.sh (as nianbao) and man pages to $(DESTDIR)$(PREFIX)
	$(MAKE) V=release all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/man/man5
	install $(STAGES:%=build/release/nianbao-%) $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(wildcard */*.1) $(SHARE)/man/man1
	install -m 644 $(wildcard docs/*.5) $(SHARE)/man/man5
	for f in pipeline.sh LICENSE portals.tsv verbs/*.* verbs/report/* \
	    load/*.sh sql/*.sql sql/objects/*.sql common/version.h \
	    common/dict/*.tsv build/gen/TSCharacters.tsv deploy/* docs/*.md \
	    build/npm/node_modules/echarts/LICENSE \
	    build/npm/node_modules/echarts/NOTICE \
	    build/npm/node_modules/echarts/dist/echarts.min.js; do \
	    [ ! -f $$f ] || \
	    install -D -m 644 $$f $(SHARE)/nianbao/$$f || exit 1; done
	chmod 755 $(SHARE)/nianbao/pipeline.sh
	ln -sf ../share/nianbao/pipeline.sh $(DESTDIR)$(PREFIX)/bin/nianbao
	ln -sf pipeline.1 $(SHARE)/man/man1/nianbao.1

# For scripts that link a program of their own.
libs:
	@echo $(LDLIBS)

help: ## this list
	@awk '/^[a-z0-9-]+:([^=]|$$)/ { name = $$1; sub(/:.*/, "", name) } \
	    /^\t/ { name = "" } name != "" && sub(/.*## /, "") \
	    { printf "  %-12s %s\n", name, $$0; name = "" }' Makefile

clean: ## remove what was built
	rm -rf build

-include $(shell find build -name '*.d' 2>/dev/null)
