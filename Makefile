# Two commands matter: make serve (the pages and the API on embedded data) and
# make test (everything, browser included).

GO ?= go
STATICCHECK = $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2
ADRESSE ?= 127.0.0.1:8080

.PHONY: serve build test outils verifie generate lint fuzz bench

serve: build
	./opposable sert --adresse $(ADRESSE)

build:
	$(GO) build -o opposable ./cmd/opposable

# outils installs what the browser tests need and Go cannot bring: Chromium
# (Debian's) and axe-core (npm, never shipped).
outils:
	@sh outils.sh

test: outils
	$(GO) test -race ./...

verifie: build
	./opposable verifie

generate:
	$(GO) generate ./...

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(STATICCHECK) ./...

# fuzz runs each door for a few seconds.
FUZZTIME ?= 5s
fuzz:
	@for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 50x $$p || exit 1; \
		done; \
	done

bench:
	$(GO) test -run '^$$' -bench . -benchmem . ./ccam ./lot ./journal ./api
