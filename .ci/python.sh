#!/bin/sh
# Prints the first Python on this machine that is new enough, the plain name first.
for name in ${PYTHON:-python3} python3.11 python3.12 python3.13 python3.14 python; do
  if "$name" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    command -v "$name"
    exit 0
  fi
done
echo "Missing: Python 3.11 or newer with its venv module (on Debian and Ubuntu: apt install python3-venv)" >&2
exit 1
