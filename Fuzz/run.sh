#!/bin/sh
# Fuzzes every target for SECONDS: sh Fuzz/run.sh [SECONDS]. Fails if anything is found.
set -eu
seconds=${1:-60}
cd "$(dirname "$0")"
swift=${SWIFT:-swift}
scratch=.build-fuzzer
findings=.build/findings
corpus=.build/corpus

$swift build -c release --product fuzz-seeds
# Of several -sanitize flags the compiler heeds the last, hence all in one behind them.
for target in reader block ancestor round-trip; do
  $swift build -c release --scratch-path $scratch --sanitize=fuzzer --sanitize=address \
    -Xswiftc -sanitize=fuzzer,address \
    --product fuzz-$target
done

# In memory: the targets write a file for every input.
if [ -w /dev/shm ]; then memory=/dev/shm; else memory=${TMPDIR:-/tmp}; fi
READINGS_FUZZ_FOLDER=$(mktemp -d $memory/readings-fuzz.XXXXXX)
export READINGS_FUZZ_FOLDER SWIFT_BACKTRACE=enable=no
trap 'rm -rf "$READINGS_FUZZ_FOLDER"' EXIT INT TERM

rm -rf $findings
mkdir -p $corpus $findings
.build/release/fuzz-seeds $corpus ../Tests/ReadingsConvertTests/Fixtures/readings.out

failed=0
for target in reader block ancestor round-trip; do
  log=$findings/$target.log
  # What is written is compared after many steps: long scripts would take quadratic time.
  case $target in round-trip) length=1024 ;; *) length=16384 ;; esac
  $scratch/release/fuzz-$target -max_total_time="$seconds" -timeout=5 -report_slow_units=1 \
    -rss_limit_mb=768 -malloc_limit_mb=80 -max_len=$length -print_final_stats=1 \
    -artifact_prefix=$findings/$target- $corpus/fuzz-$target >$log 2>&1 || failed=1
  awk -v name="fuzz-$target" '
    /stat::number_of_executed_units/ { runs = $2 }
    /stat::average_exec_per_sec/ { rate = $2 }
    /cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") cov = $(i + 1) }
    END { printf "%s: %d executions, %d/s, %d edges\n", name, runs, rate, cov }' $log
done

found=$(find $findings -type f ! -name '*.log')
if [ -n "$found" ] || [ $failed -ne 0 ]; then
  echo "findings:"
  echo "$found"
  grep -h -E 'Fatal error|ERROR: |SUMMARY: ' $findings/*.log || true
  exit 1
fi
echo "no findings"
