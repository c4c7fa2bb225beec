#!/bin/sh
# What the tests need besides Python: a browser and fonts, and where they can be had PostgreSQL and
# the Nu HTML checker. With root and apt it installs Debian's; otherwise it uses what it finds.
# CI must have everything; elsewhere the tests that need the last two say why they are skipped.
set -eu
cd "$(dirname "$0")/.."

fail() {
  echo "Missing: $1" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

apt_install() {
  missing=""
  for package in "$@"; do
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  echo "Installing:$missing"
  log=$(mktemp)
  # shellcheck disable=SC2086 # a list of package names
  if apt-get update >"$log" 2>&1 &&
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing >>"$log" 2>&1; then
    rm -f "$log"
  else
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
  fi
}

if [ "$(id -u)" = 0 ] && have apt-get && have dpkg-query; then
  apt_install chromium-headless-shell fonts-noto-core || fail "chromium-headless-shell or fonts-noto-core: apt-get could not install them"
  apt_install postgresql || [ -z "${CI:-}" ] || fail "postgresql: apt-get could not install it"
  if [ -n "${CI:-}" ]; then
    have java || apt_install default-jre-headless || fail "java: apt-get could not install it"
    have npm || apt_install npm || fail "npm: apt-get could not install it"
  fi
fi

if ! .venv/bin/python -m tests.browser.executable >/dev/null 2>&1; then
  .venv/bin/playwright install --only-shell chromium >/dev/null 2>&1 || true
  .venv/bin/python -m tests.browser.executable >/dev/null ||
    fail "a browser: install chromium-headless-shell or chromium, or run .venv/bin/playwright install chromium"
fi

checker=.tools/checker
if have npm && have java && ! cmp -s tests/vendor/package-lock.json "$checker/installed"; then
  rm -rf "$checker"
  mkdir -p "$checker"
  cp tests/vendor/package.json tests/vendor/package-lock.json "$checker/"
  npm ci --prefix "$checker" --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null &&
    cp tests/vendor/package-lock.json "$checker/installed"
fi
if [ -n "${CI:-}" ] && [ ! -f "$checker/installed" ]; then
  fail "the Nu HTML checker: npm could not install vnu-jar"
fi
