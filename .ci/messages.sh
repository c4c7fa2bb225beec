#!/bin/sh
# Collects every message of the pages into content/translations/messages.pot and brings each
# language's messages.po up to date with it. Nothing is compiled: the service reads the .po files.
set -eu
cd "$(dirname "$0")/.."
folder=content/translations
mkdir -p "$folder"
.venv/bin/pybabel --quiet extract --mapping pyproject.toml --no-location --sort-output --omit-header \
  --add-comments=Translators: --output "${1:-$folder/messages.pot}" .
[ $# -eq 0 ] || exit 0 # asked for the template alone, somewhere else
for translation in "$folder"/*/messages.po; do
  [ -e "$translation" ] || continue
  .venv/bin/pybabel --quiet update --input-file "$folder/messages.pot" --output-file "$translation" \
    --locale "$(basename "$(dirname "$translation")")" --no-wrap --omit-header
done
