#!/bin/sh
# Packages of the system: how to get them here, and what to say where we cannot. Read by the other scripts.

say() {
    printf '%s\n' "$*" >&2
}

step() {
    printf '\n== %s ==\n' "$*"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Say whether this machine lets us install packages of the system without asking for a password.
may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

# Install packages of the system; fails quietly where that is not possible, so that the caller can say what to do.
need_packages() {
    may_install || return 1
    say "Installing from the system: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null 2>&1 && return 0
    as_root apt-get update -qq >/dev/null 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# Give the browser that the checks use: Debian's Chromium, without a window of its own where it can be had.
browser() {
    command -v chromium-headless-shell || command -v chromium
}

# Give the one command with which a person gets these Debian packages, in the names of their own system.
install_command() {
    if command -v apt-get >/dev/null 2>&1; then
        echo "sudo apt-get install $*"
    elif command -v dnf >/dev/null 2>&1; then
        case "$*" in *pango*) echo "sudo dnf install pango" ;; *) echo "sudo dnf install python3" ;; esac
    elif command -v brew >/dev/null 2>&1; then
        case "$*" in *pango*) echo "brew install pango" ;; *) echo "brew install python" ;; esac
    else
        echo "install with your system's package manager: $*"
    fi
}
