#!/bin/sh
# Builds the style sheets in poai/static. Needs Node 20 or newer; the running service does not.
set -eu
cd "$(dirname "$0")"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent
npm run --silent build
