#!/usr/bin/env bash
# Check the files that `roi-spec init` writes: workflows that GitHub runs as they are meant and that give nothing away,
# jobs that GitLab can read, scripts without a slip.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$root/tools/system.sh"
cd "$here"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

command -v npm >/dev/null || need_packages nodejs npm
command -v shellcheck >/dev/null || need_packages shellcheck
lock=$(sha256sum package-lock.json)
if [ "$(cat node_modules/.lock 2>/dev/null)" != "$lock" ]; then
    npm ci --silent --ignore-scripts
    printf '%s' "$lock" > node_modules/.lock
fi

for visibility in private public; do
    for forge in github gitlab; do
        "$root/.venv/bin/roi-spec" init --ci $forge --pages --visibility $visibility "$scratch/$forge-$visibility" >/dev/null 2>&1
    done
    workflows=("$scratch/github-$visibility/.github/workflows"/*.yml)
    "$root/.venv/bin/zizmor" --offline --quiet --persona=pedantic "${workflows[@]}"
    node workflows.mjs "${workflows[@]}"
done
"$root/.venv/bin/python" scripts.py "$scratch" "$scratch/scripts"
shellcheck --shell=bash "$scratch/scripts"/*.sh
printf 'shellcheck: %s scripts have no slip.\n' "$(find "$scratch/scripts" -name '*.sh' | wc -l)"
