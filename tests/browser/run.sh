#!/usr/bin/env bash
# Check a built site: is every page valid HTML, and does a browser find nothing wrong? Usage: run.sh SITE
set -euo pipefail
site=$(realpath "${1:?Usage: run.sh SITE}")
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../tools/system.sh"
cd "$here"

command -v npm >/dev/null || need_packages nodejs npm
command -v chromium >/dev/null || need_packages chromium
lock=$(sha256sum package-lock.json)
if [ "$(cat node_modules/.lock 2>/dev/null)" != "$lock" ]; then
    npm ci --silent
    printf '%s' "$lock" > node_modules/.lock
fi

npm run --silent html -- "$site"
printf 'HTML: %s pages valid.\n' "$(find "$site" -name '*.html' | wc -l)"
npm run --silent pages -- "$site" "$(command -v chromium)"
