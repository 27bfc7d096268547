#!/bin/sh
# setup.sh VENV LOCK: a virtual environment with exactly the locked dependencies.
set -eu
venv=$1
lock=$2

python=${PYTHON:-}
if [ -z "$python" ]; then
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$name
            break
        fi
    done
fi
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed; install it and run make again." >&2
    exit 1
fi

if ! "$venv/bin/python" -c '' 2>/dev/null; then
    if ! "$python" -m venv "$venv" 2>/dev/null; then
        rm -rf "$venv"
        # Debian keeps venv in a package of its own.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -q && apt-get install -y -q python3-venv
        fi
        "$python" -m venv "$venv" || {
            echo "Python's venv is missing; on Debian or Ubuntu: sudo apt install python3-venv" >&2
            exit 1
        }
    fi
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
