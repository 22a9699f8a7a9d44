#!/bin/sh
# Measures our side, and then its rivals on the files that it leaves: run.sh TRACES CODEC-BENCH PYTHON
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM
"$2" measure "$1" "$folder"
"$3" "$(dirname "$0")/rivals.py" "$folder" "$2"
