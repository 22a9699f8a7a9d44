#!/bin/sh
# Runs real programs with the counting allocator preloaded, alone and beside other mallocs in both
# orders, and compares what they print with what they print without it.
#
#   hosts.sh ALLOCATOR
set -u
allocator=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
libraries=$(${CC:-cc} -print-multiarch 2> /dev/null || echo x86_64-linux-gnu)
failed=0 passed=0 skipped=0
# The system's has the system's packages.
python=python3
[ -x /usr/bin/python3 ] && python=/usr/bin/python3

cat > "$folder/a.c" << 'END'
#include <stdio.h>
int main(void) { printf("built\n"); return 0; }
END
cat > "$folder/a.cpp" << 'END'
#include <cstdio>
#include <map>
#include <string>
int main() {
  std::map<std::string, int> counts;
  for (int i = 0; i < 100000; i++) counts[std::to_string(i % 997)]++;
  std::printf("%zu\n", counts.size());
}
END
cat > "$folder/Sum.java" << 'END'
public class Sum {
  public static void main(String[] arguments) throws Exception {
    Thread[] threads = new Thread[8];
    long[] sums = new long[8];
    for (int t = 0; t < 8; t++) {
      int own = t;
      threads[t] = new Thread(() -> { for (int i = 0; i < 100000; i++) sums[own] += ("" + i).length(); });
      threads[t].start();
    }
    long sum = 0;
    for (int t = 0; t < 8; t++) { threads[t].join(); sum += sums[t]; }
    System.out.println(sum);
  }
}
END
g++ -O2 "$folder/a.cpp" -o "$folder/cpp" 2> /dev/null

run() {
  case $1 in
    redis-server)
      socket=$folder/redis.sock
      redis-server --port 0 --unixsocket "$socket" --save '' --dir "$folder" > "$folder/redis.log" 2>&1 &
      server=$!
      for _ in $(seq 100); do [ -S "$socket" ] && break; sleep 0.1; done
      LD_PRELOAD='' redis-benchmark -s "$socket" -q -n 20000 -t set,get,lpush -r 1000 > /dev/null 2>&1
      LD_PRELOAD='' redis-cli -s "$socket" DBSIZE
      LD_PRELOAD='' redis-cli -s "$socket" MEMORY PURGE
      LD_PRELOAD='' redis-cli -s "$socket" SHUTDOWN NOSAVE
      wait $server
      ;;
    python3)
      "$python" -c 'import numpy as n; a = n.arange(1000000.).reshape(1000, 1000); print((a @ a.T).sum())'
      ;;
    node)
      node -e 'console.log(JSON.stringify([...Array(300000).keys()].map(String)).length)'
      ;;
    perl) perl -e '@a = map { $_ x 10 } 1..200000; print scalar(@a), "\n"' ;;
    git)
      rm -rf "$folder/repository"
      git init -q "$folder/repository"
      cp "$folder"/a.* "$folder/repository"
      git -C "$folder/repository" add .
      git -C "$folder/repository" -c user.name=n -c user.email=e commit -qm one
      git -C "$folder/repository" gc -q
      git -C "$folder/repository" ls-tree HEAD
      ;;
    gcc) gcc -O2 "$folder/a.c" -o "$folder/a" && "$folder/a" ;;
    g++) "$folder/cpp" ;;
    java) java "$folder/Sum.java" ;;
  esac
}

# A host's answer with some libraries preloaded, and its status.
answer() {
  (export LD_PRELOAD="$2"; run "$1" 2>&1; echo "ended with $?")
}

for host in redis-server python3 node git gcc g++ java perl; do
  if ! command -v "$host" > /dev/null; then
    echo "skipped: $host is not here"
    skipped=$((skipped + 1))
    continue
  fi
  plain=$(answer "$host" '')
  case $plain in
    *'ended with 0') ;;
    *)
      echo "skipped: $host does not run here: $(echo "$plain" | tail -2 | head -1)"
      skipped=$((skipped + 1))
      continue
      ;;
  esac
  for other in '' libjemalloc.so.2 libtcmalloc_minimal.so.4 libmimalloc.so.2; do
    if [ -z "$other" ]; then
      orders=$allocator
    elif [ -e "/usr/lib/$libraries/$other" ]; then
      orders="$allocator:$other $other:$allocator"
    else
      echo "skipped: $host with $other, which is not here"
      skipped=$((skipped + 1))
      continue
    fi
    for order in $orders; do
      name=$(echo "$order" | sed "s|$allocator|readings|")
      found=$(answer "$host" "$order")
      if [ "$found" = "$plain" ]; then
        passed=$((passed + 1))
      else
        echo "failed: $host with $name"
        echo "$found" | tail -3
        failed=$((failed + 1))
      fi
    done
  done
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
