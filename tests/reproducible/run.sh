#!/usr/bin/env bash
# The same commit, built twice as differently as one machine allows: in another folder, time zone, language, as another
# user, on another day, with other hash seeds, another number of processes and other rights for new files. Every byte
# that is published must be the same: pages, downloads, workbooks, receipts, and the PDFs of some programmes.
# Usage: tests/reproducible/run.sh [SPEC...]: the specs to set as PDF. Runs on a bare Debian as root: it installs what
# is missing, and says so where one of the differences cannot be had. WHEEL names a Python in which the tool is installed
# from its wheel: then one side is built by that, the other by the checkout.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
. tools/system.sh

tool=$root/.venv/bin/python
wheel=${WHEEL:-$tool}
day=2026-11-21
paper=("${@:-}")
[ -n "${paper[0]}" ] || paper=(safety-plan-2027 it-training-trial teamleiders-verzuim-2025)

command -v faketime >/dev/null 2>&1 || need_packages faketime || true
command -v git >/dev/null 2>&1 || need_packages git

scratch=$(mktemp -d)
chmod 755 "$scratch"
trap 'rm -rf "$scratch"' EXIT
here=$scratch/one
there="$scratch/a folder with spaces/en één met accenten/a repository"

# One commit, made once and then cloned: both sides stand at the same hash, as two machines of a team do.
mkdir -p "$here"
cp -r specs "$here/specs"
if [ -e roi-spec.yaml ]; then cp roi-spec.yaml "$here/"; fi
in_git() { git -C "$here" -c user.name=Finance -c user.email=finance@example.org -c commit.gpgSign=false "$@"; }
in_git init -q
in_git add .
GIT_AUTHOR_DATE="$day 12:00 +0100" GIT_COMMITTER_DATE="$day 12:00 +0100" in_git commit -q -m "The specs as they are"
mkdir -p "$(dirname "$there")"
git clone -q --no-hardlinks "$here" "$there"

plain=(env -i PATH="$PATH" HOME="$scratch" TZ=UTC LC_ALL=C PYTHONHASHSEED=0)
other=(env -i PATH="$PATH" HOME="$scratch/elsewhere" TZ=Pacific/Kiritimati LC_ALL=C.UTF-8 LANG=nl_NL.UTF-8
    ROI_SPEC_LANG=nl PYTHONHASHSEED=4711 SOURCE_DATE_EPOCH=1 COLUMNS=200 FORCE_COLOR=1 TMPDIR="$scratch/temporary")
mkdir -p "$scratch/elsewhere" "$scratch/temporary"
chmod 1777 "$scratch/temporary" "$scratch/elsewhere"

differences="folder, time zone, language, environment, hash seed, number of processes, rights of files"
if command -v faketime >/dev/null 2>&1; then
    other+=(NO_FAKE_STAT=1 faketime -f '@2099-12-31 23:59:30')
    differences+=", day (2099)"
else
    say "faketime is not here: both builds run on the same day."
fi
as_other=()
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null 2>&1; then
    nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    if "${nobody[@]}" "${other[@]}" "$wheel" -c 'import roi_spec.building' >/dev/null 2>&1; then
        as_other=("${nobody[@]}")
        chown -R 65534:65534 "$scratch/a folder with spaces"
        differences+=", user"
    fi
fi
[ ${#as_other[@]} -gt 0 ] || say "No second user can run the tool here: both builds run as the same one."
[ "$wheel" = "$tool" ] || differences+=", a wheel and a checkout"

# Build both sides at the same time; each says what went wrong where something did.
build_both() {
    local name=$1 status=0
    shift
    (umask 022; cd "$here" && "${plain[@]}" "$tool" -m roi_spec build "$@" --jobs 1 -o "$name") >"$scratch/here.log" 2>&1 &
    local first=$!
    (umask 077; cd "$there" && "${as_other[@]}" "${other[@]}" "$wheel" -m roi_spec build "$@" --jobs 2 -o "$name") \
        >"$scratch/there.log" 2>&1 || status=$?
    [ $status = 0 ] || { tail -n 25 "$scratch/there.log"; exit 1; }
    wait $first || { tail -n 25 "$scratch/here.log"; exit 1; }
}

# Say which files differ, or how many were the same.
compare() {
    local name=$1
    if diff -rq "$here/$name" "$there/$name"; then
        find "$here/$name" -type f -printf '%f\n' | sed -n 's/.*\.//p' | sort | uniq -c |
            awk '{ printf "%s%s %s", sep, $1, $2; sep = ", " } END { print "" }'
        sha256sum "$here/$name/manifest.json" | cut -d ' ' -f 1
    else
        return 1
    fi
}

status=0
echo "Different: $differences"
build_both whole specs --no-pdf
compare whole || status=1
named=()
for one in "${paper[@]}"; do named+=("specs/$one.roi.yaml"); done
build_both paper "${named[@]}"
compare paper || status=1
if [ $status = 0 ]; then echo "Built twice, the same to the last byte."; else echo "The two builds differ." >&2; fi
exit $status
