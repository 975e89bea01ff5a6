#!/usr/bin/env bash
# Check a built site: is every page valid, does a browser find nothing wrong, and do the scripts do what they promise?
# Usage: run.sh SITE
set -euo pipefail
site=$(realpath "${1:?Usage: run.sh SITE}")
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../tools/system.sh"
cd "$here"

command -v npm >/dev/null || need_packages nodejs npm
[ -n "$(browser)" ] || need_packages chromium-headless-shell
command -v java >/dev/null || need_packages default-jre-headless
lock=$(sha256sum package-lock.json)
if [ "$(cat node_modules/.lock 2>/dev/null)" != "$lock" ]; then
    npm ci --silent --ignore-scripts
    printf '%s' "$lock" > node_modules/.lock
fi
sh ../../tools/vendor.sh --check
CHROMIUM=$(browser)
export CHROMIUM SITE="$site"

npm run --silent html -- "$site"
printf 'html-validate: %s pages valid.\n' "$(find "$site" -name '*.html' | wc -l)"
npm run --silent nu -- "$site"
npm run --silent behaviour
npm run --silent pages -- "$site" "$CHROMIUM"
