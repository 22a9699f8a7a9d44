#!/bin/sh
# Records a real program, shows that a killed one leaves a readable file, converts and draws.
# Usage: demo.sh FOLDER-OF-THE-BUILT-PROGRAMS
set -eu
bin=$1
rm -rf demo
mkdir demo

echo '== A program that compresses and checks a corpus, recorded every 500 µs'
"$bin/corpus" --recording demo/run.rdg --seconds 5

echo
echo '== The same program, killed with kill -9 in the middle'
"$bin/corpus" --recording demo/killed.rdg --seconds 60 &
victim=$!
sleep 2.5
lz4 -t -q demo/killed.rdg && echo 'lz4 -t accepts the file of the running program'
kill -9 $victim
wait $victim 2>/dev/null || true
"$bin/readings" info demo/killed.rdg | grep -E '^(rows|span|ending|damage)'

echo
echo '== Both files are LZ4 frames from start to end'
lz4 -t -q demo/run.rdg && lz4 -t -q demo/killed.rdg && echo 'lz4 -t accepts both'

echo
echo '== What was recorded'
"$bin/readings" info demo/run.rdg | sed -n '1,/^columns/p;/^blocks/,$p'

"$bin/readings" convert demo/run.rdg --csv
"$bin/readings" plot demo/run.rdg
"$bin/readings" plot demo/killed.rdg

echo
echo '== Where it is'
for file in demo/run.rdg demo/run.rdg.csv demo/run.rdg.png demo/killed.rdg demo/killed.rdg.png; do
  test -s "$file"
  printf '%9d bytes  %s\n' "$(wc -c < "$file")" "$(pwd)/$file"
done
