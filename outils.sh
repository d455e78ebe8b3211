#!/bin/sh
# Installs Chromium and axe-core for the browser tests, if they are missing.
set -eu
cd "$(dirname "$0")"

if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null 2>&1; then
	if ! command -v apt-get >/dev/null 2>&1; then
		echo "Installez Chromium, ou donnez son chemin dans CHROMIUM." >&2
		exit 1
	fi
	sudo=""
	[ "$(id -u)" = 0 ] || sudo=sudo
	$sudo apt-get update -qq
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core
fi

if [ ! -f web/accessibilite/node_modules/axe-core/axe.min.js ]; then
	npm install --prefix web/accessibilite --no-package-lock --no-audit --no-fund --silent
fi
