#!/bin/sh
# Fuzzes every target for SECONDS, ROUNDS times: sh Fuzz/run.sh [SECONDS [ROUNDS]]. Fails if anything
# is found. TARGETS="reader block" has others left out. The rates go to the standard output, all else to
# the standard error.
set -eu
seconds=${1:-60}
rounds=${2:-1}
cd "$(dirname "$0")"
swift=${SWIFT:-swift}
targets=${TARGETS:-reader block recovery ancestor round-trip}
scratch=.build-sanitized
findings=.build/findings
corpus=.build/corpus
rates=.build/rates

# Of several -sanitize flags the compiler heeds the last, hence all in one behind the package manager's.
# It also takes an object for new of which only these flags have changed: remove the folder then.
# Comparisons are not traced: that takes half of the time, and found no more in as much time.
build() {
  $swift build -c release --scratch-path $scratch --sanitize=fuzzer --sanitize=address \
    -Xswiftc -sanitize=fuzzer,address \
    -Xswiftc -sanitize-coverage=edge,indirect-calls,inline-8bit-counters,pc-table \
    -Xcc -fno-sanitize-coverage=trace-cmp -Xswiftc -DFUZZING --product "$1" >&2
}

$swift build -c release --product fuzz-seeds >&2
for target in $targets; do build "fuzz-$target"; done

# In memory, as the round trip writes a file for every input.
if [ -w /dev/shm ]; then memory=/dev/shm; else memory=${TMPDIR:-/tmp}; fi
READINGS_FUZZ_FOLDER=$(mktemp -d $memory/readings-fuzz.XXXXXX)
export READINGS_FUZZ_FOLDER SWIFT_BACKTRACE=enable=no
# Memory that was freed is used again after an execution or two, while the caches still hold it; and
# nobody asks where it came from, until a finding is looked at.
export ASAN_OPTIONS=${ASAN_OPTIONS:-quarantine_size_mb=1:malloc_context_size=0}
trap 'rm -rf "$READINGS_FUZZ_FOLDER"' EXIT INT TERM

rm -rf $findings $rates*
mkdir -p $corpus $findings
set -- ../Tests/ReadingsConvertTests/Fixtures/readings.out
for vector in ../Spec/vectors/*/*.rdg; do if [ -f "$vector" ]; then set -- "$@" "$vector"; fi; done
.build/release/fuzz-seeds $corpus "$@"

failed=0
for round in $(seq "$rounds"); do
  for target in $targets; do
    log=$findings/$target.log
    # Long inputs say nothing that short ones do not, and take longer.
    case $target in
      round-trip) length=256 ;;
      block) length=2048 ;;
      recovery) length=4096 ;;
      *) length=8192 ;;
    esac
    # Both read files.
    case $target in recovery) words=reader ;; *) words=$target ;; esac
    mkdir -p $corpus/$target regressions/$target
    # Copies, as the fuzzer replaces inputs by shorter ones that reach as much.
    find regressions/$target -type f -exec cp {} $corpus/$target \;
    times >$rates.before
    $scratch/release/fuzz-$target -max_total_time="$seconds" -timeout=5 -report_slow_units=1 \
      -rss_limit_mb=768 -malloc_limit_mb=80 -max_len=$length -dict=dictionaries/$words.dict \
      -entropic_scale_per_exec_time=1 -print_final_stats=1 \
      -artifact_prefix=$findings/$target- $corpus/$target >$log 2>&1 || failed=1
    times >$rates.after
    # The second line of each has the CPU time of the processes that have ended.
    awk -v name=$target '
      FILENAME != ARGV[3] && FNR == 2 {
        gsub(/[ms]/, " ")
        seconds = $1 * 60 + $2 + $3 * 60 + $4 - seconds
      }
      /stat::number_of_executed_units/ { runs = $2 }
      /cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") edges = $(i + 1) }
      END { print name, runs, seconds, edges }' $rates.before $rates.after $log | tee -a $rates | awk '{
        printf "%s: %d executions in %.1f s of CPU time, %d edges\n", $1, $2, $3, $4
      }' >&2
  done
done

# Executions in a second of CPU time: the median of each target's rounds, the least of them, and all
# executions over all seconds.
awk '$3 > 0 { print $1, $2 / $3, $2, $3 }' $rates | sort -k1,1 -k2,2n | awk '
  { rate[$1, ++count[$1]] = $2; runs += $3; time += $4 }
  END {
    for (name in count) {
      middle = rate[name, int((count[name] + 1) / 2)]
      if (least == "" || middle < least) least = middle
      line = "fuzz_execs_per_s_" name
      gsub("-", "_", line)
      printf "%s %d\n", line, middle
    }
    printf "fuzz_execs_per_s_least %d\n", least
    printf "fuzz_execs_per_s %d\n", runs / time
  }' | sort

found=$(find $findings -type f ! -name '*.log')
if [ -n "$found" ] || [ $failed -ne 0 ]; then
  {
    echo "findings:"
    echo "$found"
    grep -h -E 'Fatal error|ERROR: |SUMMARY: ' $findings/*.log || true
  } >&2
  exit 1
fi
echo "no findings" >&2
