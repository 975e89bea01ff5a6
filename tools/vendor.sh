#!/bin/sh
# The script of others that our pages load, as its npm package has it: `sh tools/vendor.sh` copies it, and
# `sh tools/vendor.sh --check` says whether ours still has the same bytes. tests/browser/package-lock.json pins the version.
set -eu
cd "$(dirname "$0")/.."

ours=templates/assets/vendor
theirs=tests/browser/node_modules

each() {
    "$@" "$theirs/minisearch/dist/umd/index.js" "$ours/minisearch.js"
    "$@" "$theirs/minisearch/LICENSE.txt" "$ours/minisearch.LICENSE.txt"
}

if [ "${1:-}" = --check ]; then
    each cmp
    echo "Scripts of others: as their packages have them."
else
    mkdir -p "$ours"
    each cp
fi
