#!/usr/bin/env bash
# Every workbook of the examples and of each attribution method, computed again by LibreOffice and by formualizer, and
# compared with the engine cell by cell. Runs on a bare Debian as root: it installs what is missing. See recalc.py.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/system.sh
tools=.venv/workbook-check

if ! command -v soffice >/dev/null 2>&1 && ! need_packages libreoffice-calc-nogui; then
    say "Workbooks cannot be checked here yet. Run this, then try again:"
    say "  $(install_command libreoffice-calc-nogui)"
    exit 1
fi

# The second program is in no lock of the tool: nothing of ours may come to rest on it.
if ! cmp -s requirements/workbook-check.txt $tools/requirements.txt; then
    rm -rf "$tools"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes \
        -r requirements/workbook-check.txt --target "$tools"
    cp requirements/workbook-check.txt "$tools/requirements.txt"
fi

PYTHONPATH="$PWD:$tools" .venv/bin/python tests/workbook/recalc.py
