# SPDX-License-Identifier: MIT
# The only build file. "make help" lists the targets. V=debug|asan|release
# chooses a flavour; each has its own folder under build/, so they never mix.

V ?= debug
B := build/$(V)
CC ?= gcc

PKGS := libxml-2.0 libzip jansson libpq libcrypto
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	-Wwrite-strings -Wvla -Wundef -Wformat=2 -Wcast-qual
ifeq ($(CI),1)
WARN += -Werror
endif

CFLAGS_debug := -O1 -g
CFLAGS_release := -O2 -g
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer

CPPFLAGS += -D_GNU_SOURCE -Icommon -Ibuild/gen \
	$(subst -I,-isystem ,$(shell pkg-config --cflags $(PKGS) 2>/dev/null))
CFLAGS += -std=c11 $(WARN) $(CFLAGS_$(V))
LDLIBS += $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lopencc -lm

STAGES := extract load
SRC := $(wildcard common/*.c $(STAGES:%=%/*.c))
MAINS := $(STAGES:%=%/main.c)
DICT := $(wildcard common/dict/*.tsv)
OBJ := $(patsubst %.c,$(B)/%.o,$(filter-out $(MAINS),$(SRC))) \
	$(patsubst %.tsv,$(B)/%.o,$(DICT))
BIN := $(STAGES:%=$(B)/nianbao-%)
UNIT := $(patsubst tests/unit/%.c,$(B)/tests/%,$(wildcard tests/unit/test_*.c))

.SECONDARY:
.PHONY: all deps test unit e2e check-asan lint fmt fmt-check one bench bless \
	stats install clean help

all: $(BIN) ## build the programs (V=debug|release|asan)

$(B)/nianbao-%: $(B)/%/main.o $(B)/libnianbao.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/libnianbao.a: $(OBJ)
	@rm -f $@
	ar rcs $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -I$(<D) -MMD -MP -c -o $@ $<

# A dictionary is linked in as it is: the same file that the database loads.
$(B)/common/dict/%.o: common/dict/%.tsv
	@mkdir -p $(@D)
	cd common/dict && ld -r -b binary -z noexecstack \
	    -o $(CURDIR)/$@ $(<F)

$(B)/tests/%: tests/unit/%.c tests/unit/unit.h $(B)/libnianbao.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -Iextract -Iload -o $@ $< \
	    $(B)/libnianbao.a $(LDLIBS) -lcmocka

test: all unit e2e ## everything that CI runs

unit: $(UNIT) ## unit tests (cmocka)
	@for t in $(UNIT); do $$t || exit 1; done

e2e: all ## the programs against real files and a real PostgreSQL (T=NNN: one)
	@B=$(CURDIR)/$(B) prove $(if $(T),-v) tests/e2e/$(T)*.t

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  \1|\2/p' Makefile | \
	    column -t -s '|'

clean: ## remove what was built
	rm -rf build

-include $(shell find build -name '*.d' 2>/dev/null)
