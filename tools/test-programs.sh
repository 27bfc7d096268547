#!/bin/sh
# Debian's chromium for the browser test and PostgreSQL for the storage tests, where they can be installed.
set -u
missing=
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing="$missing chromium"
[ -n "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || command -v initdb >/dev/null || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Not installed, so their tests are skipped:$missing (on Debian: sudo apt install$missing)" >&2
