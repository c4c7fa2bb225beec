#!/bin/sh
# Works out the lock files from pyproject.toml for Linux and macOS, Python 3.11 and newer.
# Pins that still fit are kept; `make lock UPGRADE=1` moves everything to the newest that fits.
set -eu
cd "$(dirname "$0")/.."
tools=.tools/lock
[ -x "$tools/bin/uv" ] || { "$(.ci/python.sh)" -m venv "$tools" && "$tools/bin/pip" install --quiet uv; }
compile() {
  # The files say nothing about where packages came from: each machine asks its own index.
  "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links ${UPGRADE:+--upgrade} "$@"
}
compile pyproject.toml --group build --output-file requirements.lock >/dev/null
UPGRADE='' compile pyproject.toml --group dev --extra postgres --constraint requirements.lock \
  --output-file requirements-dev.lock >/dev/null
UPGRADE='' compile pyproject.toml --group bench --constraint requirements-dev.lock \
  --output-file bench/requirements.lock >/dev/null
