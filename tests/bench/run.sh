#!/usr/bin/env bash
# Measures the library and the firmware on nanoFramework's interpreter, nanoCLR, and prints a table. README.md in this folder describes it.
# Usage: tests/bench/run.sh [--write | --check] [--built]
#        tests/bench/run.sh sockets [--write] [--built]
#   sockets   measures an echo over sockets, in comparison with nanoFramework's own library
#   --write   writes the table to README.md
#   --check   compares with the table in README.md; growth by more than a tenth is a failure. Ends with "N passed, N failed, N skipped"
#   --built   measures the existing build of tests/nanoclr.sh
# The tools are those of tests/nanoclr.sh, and optionally: NANOCLR_COUNT_BIN, an interpreter that, with NANOCLR_COUNT=1 in its environment, answers
# SIGUSR1 with a line "NANOCLR_COUNT … il=N objects=N bytes=N …" on stderr; valgrind, for native instructions; NANOCLR_SOCKETS, an interpreter with
# sockets; NANOCLR_TIMEOUT, the time-out of a program in seconds (300).
# Exit code: 0 without failures, 1 with failures, 2 for an invalid command line.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
exec </dev/null

readonly program=artifacts/nanoframework/Nano.Bench/Release
readonly results=artifacts/test-results
readonly table=tests/bench/README.md
readonly longest=${NANOCLR_TIMEOUT:-300}

write=0 check=0 built=0 sockets=0
for option in "$@"; do
  case $option in
    sockets) sockets=1 ;;
    --write) write=1 ;;
    --check) check=1 ;;
    --built) built=1 ;;
    *) sockets=2 ;;
  esac
done
if [ $((sockets + check)) -gt 1 ] || [ $((write + check)) -gt 1 ]; then
  echo 'usage: tests/bench/run.sh [--write | --check] [--built]; tests/bench/run.sh sockets [--write] [--built]' >&2
  exit 2
fi

# skip REASON
skip() {
  echo "skip: $1"
  echo '0 passed, 0 failed, 1 skipped'
  exit 0
}

# fail REASON
fail() {
  echo "failed: $1"
  [ "$check" -eq 0 ] || echo '0 passed, 1 failed, 0 skipped'
  exit 1
}

# limited COMMAND...: runs a command with the time-out.
limited() {
  if command -v timeout >/dev/null; then timeout --foreground --kill-after=10 "$longest" "$@"; else "$@"; fi
}

# hung CODE LOG: fails if the exit code is that of a time-out.
hung() {
  case $1 in
    124 | 137) fail "time-out after $longest s; on a busy machine set NANOCLR_TIMEOUT to a longer time. The last line was: $(tail -n 1 "$2" 2>/dev/null)" ;;
  esac
}

# show MARK TABLE: prints the file, or writes it to README.md after the mark.
show() {
  if [ "$write" -eq 0 ]; then
    cat "$2"
    return
  fi
  awk -v mark="<!-- $1 -->" -v file="$2" '
    $0 == mark { print; print ""; while ((getline line < file) > 0) print line; print ""; inside = 1; next }
    $0 == "<!-- end -->" { inside = 0 }
    !inside' "$table" >"$results/bench.readme" && cp "$results/bench.readme" "$table"
  echo "written: $table"
}

plain=${NANOCLR_SOCKETS:-${NANOCLR_COUNT_BIN:-}}
if [ "$sockets" -eq 1 ] && [ -z "$plain" ]; then
  skip 'NANOCLR_SOCKETS is not set to an interpreter with sockets'
fi
mkdir -p "$results"
if [ "$built" -eq 0 ]; then
  # Removes the files of a previous build.
  rm -rf "$program"
  limited tests/nanoclr.sh --bench >"$results/bench.build.log" 2>&1
  code=$?
  hung "$code" "$results/bench.build.log"
  if [ "$code" -ne 0 ]; then
    sed '$d' "$results/bench.build.log"
    fail 'the measurements do not build'
  fi
  grep '^missing: ' "$results/bench.build.log"
fi
if [ ! -f "$program/Nano.Bench.pe" ]; then
  skip 'the measurements are not built: tests/nanoclr.sh says what is missing'
fi

pe=("$program/mscorlib.pe")
for file in "$program"/*.pe; do
  case ${file##*/} in mscorlib.pe) ;; *) pe+=("$file") ;; esac
done

if [ "$sockets" -eq 1 ]; then
  [ -n "${NANOCLR_COUNT_BIN:-}" ] || echo 'note: NANOCLR_COUNT_BIN is not set, so only times are measured'
  programs=("${program/Bench/Bench.Echo}")
  if ! grep -h -o 'left out: .*' "$results/nanoclr.Nano.Bench.Official.log"; then
    programs+=("${program/Bench/Bench.Official}")
  fi
  client=tests/bench/desktop/Nano.Tests.Bench.csproj
  limited dotnet build "$client" -c Release -nodeReuse:false -p:UseSharedCompilation=false >"$results/sockets.build.log" 2>&1 || fail "$client does not build: $results/sockets.build.log"
  limited dotnet artifacts/bin/Nano.Tests.Bench/release/Nano.Tests.Bench.dll sockets "${programs[@]}" --plain "$plain" ${NANOCLR_COUNT_BIN:+--count "$NANOCLR_COUNT_BIN"} >"$results/sockets.table"
  code=$?
  hung "$code" "$results/sockets.table"
  [ "$code" -eq 0 ] || fail "the measurement printed no table; check that $plain has sockets"
  show sockets "$results/sockets.table"
  exit
fi

# counted LOG: runs the program and writes its lines to the log, each "mark" followed by a line "count il objects bytes". Returns 1 if a count was
# not read in time, and 124 if the program does not end.
counted() {
  local log=$1 fifo pid line answer code=0 deadline=$((SECONDS + longest))
  fifo=$(mktemp -d) || return 1
  mkfifo "$fifo/out" "$fifo/err" || return 1
  NANOCLR_COUNT=1 "$NANOCLR_COUNT_BIN" "${pe[@]}" >"$fifo/out" 2>"$fifo/err" &
  pid=$!
  exec 3<"$fifo/out" 4<"$fifo/err"
  rm -r "$fifo"
  : >"$log"
  while [ "$code" -eq 0 ] && [ "$SECONDS" -lt "$deadline" ] && IFS= read -r -t $((deadline - SECONDS)) line <&3; do
    line=${line%$'\r'}
    echo "$line" >>"$log"
    [ "$line" = mark ] || continue
    kill -USR1 "$pid"
    answer=''
    while [[ $answer != NANOCLR_COUNT* ]] && IFS= read -r -t 10 answer <&4; do :; done
    # The program continues after a pause. Output at this time means that the count was read too late.
    if read -r -t 0 <&3 || ! [[ $answer =~ il=([0-9]+)\ objects=([0-9]+)\ bytes=([0-9]+) ]]; then code=1; fi
    echo "count ${BASH_REMATCH[*]:1}" >>"$log"
  done
  [ "$SECONDS" -lt "$deadline" ] || code=124
  kill -9 "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  exec 3<&- 4<&-
  return "$code"
}

# plain LOG: runs the program without counts.
plain() {
  local interpreter=(nanoclr run --assemblies)
  [ -z "${NANOCLR:-}" ] || interpreter=("$NANOCLR")
  command -v "${interpreter[0]}" >/dev/null || skip 'the interpreter is missing: tests/nanoclr.sh says how to get it'
  limited "${interpreter[@]}" "${pe[@]}" >"$1" 2>&1
}

# native LOG: adds lines "native N" with the instructions between two calls of Sleep, which delimit marks and their pauses. The interpreter calls Sleep
# once more at its end.
native() {
  local log=$1 folder file code
  folder=$(mktemp -d) || return 1
  limited valgrind --tool=callgrind --callgrind-out-file="$folder/out" --dump-before='*Thread::Sleep*' "${NANOCLR:-$NANOCLR_COUNT_BIN}" "${pe[@]}" >"$log" 2>"$log.valgrind"
  code=$?
  # shellcheck disable=SC2012 # sort orders the numbers of the dumps
  ls "$folder"/out.[0-9]* 2>/dev/null | sort -t. -k3n | while read -r file; do
    sed -n 's/^\(summary\|totals\): \([0-9]*\)$/native \2/p' "$file" | tail -n 1
  done >>"$log"
  rm -r "$folder"
  return "$code"
}

measured=time
log=$results/bench.log
if [ -n "${NANOCLR_COUNT_BIN:-}" ] && [ -x "$NANOCLR_COUNT_BIN" ]; then
  # An attempt ends when a count was read too late.
  for attempt in {1..10}; do
    counted "$log" && break
    hung $? "$log"
    [ "$attempt" -lt 10 ] && continue
    busy="the machine is too busy: counts were not read in time in $attempt attempts"
    # Times must not decide tests, so this is not a failure.
    [ "$check" -eq 0 ] || skip "$busy"
    fail "$busy"
  done
  measured=counts
else
  echo 'note: NANOCLR_COUNT_BIN is not set, so times are measured instead of counts'
  plain "$log"
  hung $? "$log"
fi
grep '^note: ' "$log"
if command -v valgrind >/dev/null && [ "$check" -eq 0 ]; then
  native "$results/bench.native.log"
  hung $? "$results/bench.native.log"
else
  [ "$check" -eq 1 ] || echo 'note: valgrind is missing, so native instructions are not counted'
  echo none >"$results/bench.native.log"
fi

# The rows "| work | IL | objects | bytes | native | heap left behind |". The cost of a round is that of 2N rounds less that of N, divided by N, less
# the surroundings.
work() {
  awk -v measured="$measured" '
    function net(values, first) {
      return (values[first + 2] - values[first + 1] - (values[first + 4] - values[first + 3])) / rounds / parts
    }
    function text(value) {
      if (value < 0.005) return "0"
      return value == int(value) || value >= 100 ? sprintf("%.0f", value) : sprintf("%.2f", value)
    }
    /^native / { natives[++dumps] = $2; next }
    FNR == NR { next }
    /^count / { total++; il[total] = $2; objects[total] = $3; bytes[total] = $4 }
    /^unit / {
      sub(/^unit /, "")
      split($0, field, "|")
      rounds = field[2]; parts = field[3]
      row = "| " field[1] " | "
      if (measured == "counts") {
        # Counts are totals, so each is reduced by that of the previous mark.
        for (mark = 0; mark < 5; mark++) {
          at = total - 4 + mark
          step_il[mark] = il[at] - il[at - 1]; step_objects[mark] = objects[at] - objects[at - 1]; step_bytes[mark] = bytes[at] - bytes[at - 1]
        }
        row = row text(net(step_il, 0)) " | " text(net(step_objects, 0)) " | " text(net(step_bytes, 0)) " | "
      } else {
        row = row "? | ? | ? | "
      }
      if (dumps > 0) {
        for (mark = 0; mark < 5; mark++) step_native[mark] = natives[2 * (marks + mark) + 1]
        marks += 5
        row = row text(net(step_native, 0)) " | "
      } else {
        row = row (measured == "counts" ? "? | " : sprintf("%d ns | ", field[4] / parts))
      }
      print row (field[5] - field[6]) " |"
    }' "$results/bench.native.log" "$log"
}

heap() {
  sed -n 's/^heap \(.*\)|\([0-9]*\)$/| \1 | \2 |/p' "$log"
  boot
}

# The smallest heap in which the device starts, if the interpreter reads the size of its heap from NANOCLR_HEAP.
boot() {
  local size smallest='' pid ticks
  for ((size = 128; size >= 16; size -= 2)); do
    NANOCLR_HEAP=${size}K "${NANOCLR_COUNT_BIN:-$NANOCLR}" "${pe[@]}" >"$results/bench.boot.log" 2>&1 &
    pid=$!
    # After a failed start, threads may keep the process alive.
    for ((ticks = 0; ticks < 30; ticks++)); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    # Four or more lines "heap" mean that the heap has its usual size, because the interpreter ignores NANOCLR_HEAP.
    [ "$(grep -a -c '^heap ' "$results/bench.boot.log")" -eq 2 ] || break
    smallest=$size
  done
  [ -z "$smallest" ] || echo "| smallest heap in which it boots, assemblies included | $((smallest * 1024)) |"
}

rows=$(work)
heap=$(heap)
if [ -z "$rows" ] || [ -z "$heap" ]; then
  tail -n 12 "$log" | sed 's/^/  | /'
  fail 'the program did not measure anything'
fi

# Compares the rows with those in README.md by their first column: IL, objects, bytes and the heap left behind, and the heap of objects.
compare() {
  printf '%s\n%s\n' "$rows" "$heap" | awk -F ' *[|] *' '
    BEGIN {
      split("IL objects bytes native left", unit, " ")
      # Limits that hold for any content of the table, of IL or of the heap.
      most["accept key"] = 6000
      most["masked binary, a byte of payload"] = 10
      most["masked text, a byte of payload"] = 14
      most["sample with 8 channels to 4 clients"] = 2500
      most["slot of the server over memory, 2112 bytes of buffers included"] = 4096
      most["device at boot: 8 slots, 11 channels, a history of 60"] = 65536
    }
    /^<!-- / { inside = /measured/ }
    FNR == NR { if (inside && NF > 3) { was[$2] = NF; for (i = 3; i < NF; i++) before[$2, i] = $i } next }
    {
      seen[$2] = 1
      if (!($2 in was)) { print "failed: " $2 " is not in the table: tests/bench/run.sh --write"; bad++; next }
      worse = ""
      for (i = 3; i < NF; i++) {
        if (i == 6 || $i == "?" || before[$2, i] == "?" || $2 ~ /^free/) continue
        # The date is written once a second, in one of many rounds. The heap left behind is that of all rounds together.
        slack = i == 4 ? 0.5 : i == 5 ? 8 : i == 7 ? 64 : 0.05
        if ($i > before[$2, i] * 1.1 + slack) worse = worse (worse == "" ? " " : ", ") (NF > 4 ? unit[i - 2] : "heap") " " before[$2, i] " -> " $i
      }
      if (worse != "") { print "failed: " $2 " has grown by more than a tenth:" worse; bad++ }
      else if ($2 in most && $3 > most[$2]) { print "failed: " $2 " is " $3 "; the limit is " most[$2]; bad++ }
      else good++
    }
    END {
      for (name in most) if (!(name in was)) { print "failed: " name " has a limit in tests/bench/run.sh but no row in the table"; bad++ }
      # Rows of work have six columns. Rows of the heap may be missing, because not every interpreter measures all of them.
      for (name in was) if (was[name] == 8 && name !~ /^(work|---)$/ && !(name in seen)) { print "failed: " name " was not measured"; bad++ }
      printf "%d passed, %d failed, 0 skipped\n", good, bad; exit bad > 0
    }' "$table" -
}

if [ "$check" -eq 1 ]; then
  [ "$measured" = counts ] || skip 'NANOCLR_COUNT_BIN is not set to an interpreter that counts'
  compare
  exit
fi

tables() {
  echo '| work | IL | objects | bytes | native | heap left behind |'
  echo '| --- | ---: | ---: | ---: | ---: | ---: |'
  echo "$rows"
  echo
  echo '| heap | bytes |'
  echo '| --- | ---: |'
  echo "$heap"
}

tables >"$results/bench.table"
show measured "$results/bench.table"
