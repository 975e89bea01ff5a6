#!/bin/sh
# Install what roi-spec needs into .venv, and Pango from the system for PDF. Runs again in no time, without the network,
# as long as requirements/dev.txt and pyproject.toml stay the same.
set -eu
cd "$(dirname "$0")/.."
. tools/system.sh

PYTHON="${PYTHON:-python3}"
STAMP=.venv/.roi-spec-installed

# What a finished installation looks like: for this place (an environment cannot be moved) and these locks.
wanted() {
    pwd
    cat requirements/dev.txt pyproject.toml | sha256sum
}

make_venv() {
    if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "roi-spec needs Python 3.11 or newer as '$PYTHON'. Name another one: make site PYTHON=python3.12"
        exit 1
    fi
    if ! "$PYTHON" -c 'import ensurepip' 2>/dev/null && ! need_packages python3-venv; then
        say "Python cannot make its own environment yet. Run this, then try again:"
        say "  $(install_command python3-venv)"
        exit 1
    fi
    rm -rf .venv
    "$PYTHON" -m venv .venv
}

usable_venv() {
    .venv/bin/python -c 'import pip' 2>/dev/null || return 1
    [ ! -e "$STAMP" ] || [ "$(head -n 1 "$STAMP")" = "$(pwd)" ]
}

install_python_packages() {
    usable_venv || make_venv
    say "Installing Python packages into .venv (once; about half a minute)"
    rm -f "$STAMP"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
    wanted > "$STAMP"
}

if [ "$(cat "$STAMP" 2>/dev/null)" != "$(wanted)" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    install_python_packages
fi

if ! .venv/bin/python tools/has_pango.py && ! need_packages libpangoft2-1.0-0 libharfbuzz-subset0; then
    say "PDF needs Pango from the system; everything else is built without it. To get PDF too, run:"
    say "  $(install_command libpangoft2-1.0-0 libharfbuzz-subset0)"
fi
