#!/bin/sh
# Measures our side and then its rivals on the files that it leaves. See ../README.md.
set -eu
bench=$1 python=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
"$bench" "$folder"
"$python" "$(dirname "$0")/rivals.py" "$folder" "$bench"
