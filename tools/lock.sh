#!/bin/sh
# Choose versions of all Python packages anew and write requirements/*.txt, with hashes and for every Python that roi-spec
# supports. Without arguments nothing moves that need not; `sh tools/lock.sh --upgrade` takes the newest of everything.
set -eu
cd "$(dirname "$0")/.."

.venv/bin/python -m pip install --quiet --disable-pip-version-check uv

lock() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links "$@"
}

lock pyproject.toml --output-file requirements/run.txt "$@"
lock pyproject.toml --group dev --constraints requirements/run.txt --output-file requirements/dev.txt "$@"
lock --group bench --output-file requirements/peer.txt "$@"

# Nobody else can reach the machine on which a lock was made.
if grep -nE 'https?://|file://|--(extra-)?index-url|--find-links' requirements/*.txt; then
    echo "The lock names a place on the network; see above." >&2
    exit 1
fi
