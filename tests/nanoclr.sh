#!/usr/bin/env bash
# Builds the nanoFramework projects with nanoFramework's own tools, runs the unit tests on its interpreter, nanoCLR, and ends with
# the line "N passed, N failed, N skipped". Where a tool is missing it says which and how to get it, and counts what it could not run as skipped.
# Usage: tests/nanoclr.sh [--sizes | --bench] [--expect N]
#   --sizes      builds and reports the sizes, runs no tests
#   --bench      builds what tests/bench/run.sh measures, runs no tests
#   --expect N   notes a count of results that differs from N; without it, from the desktop's last run where there was one
# The tools: NANOCLR (an executable that runs the PE files it is given), or else nanoclr on PATH; NanoFrameworkProjectSystemPath (the folder
# v1.0/ of nanoFramework's project system), or else VS Code's extension; NF_MDP_MSBUILDTASK_PATH (the folder of the metadata processor's task
# for .NET); NANO_FEED (a folder of packages), or else the public feed. NANOCLR_TIMEOUT: seconds the tests may take, 300. NANOCLR_SOCKETS: an
# interpreter with sockets, pins and files, which serves the ports below 1024 at those NANOCLR_PORT_OFFSET above, keeps files in NANOCLR_STORAGE and
# has a heap of NANOCLR_HEAP bytes; the whole firmware runs on it.
# Exit code: 0 nothing failed, 1 something did, 2 a wrong command line. Logs: artifacts/test-results/nanoclr.*.log
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
exec </dev/null

readonly configuration=Release
readonly built=artifacts/nanoframework
readonly results=artifacts/test-results
readonly tests=(tests/unit/*.nfproj)
readonly bench=(tests/bench/*/*.nfproj)
readonly longest=${NANOCLR_TIMEOUT:-300}

sizes_only=0 bench_only=0 expected_count=''
while [ $# -gt 0 ]; do
  case $1 in
    --sizes) sizes_only=1 ;;
    --bench) bench_only=1 ;;
    --expect) shift; expected_count=${1:--} ;;
    *) expected_count=- ;;
  esac
  [ $# -eq 0 ] || shift
  if [ -n "${expected_count//[0-9]/}" ]; then
    echo 'usage: tests/nanoclr.sh [--sizes | --bench] [--expect N]' >&2
    exit 2
  fi
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# No build process outlives the run.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

passed=0 failed=0 skipped=0 count=0

finish() {
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
  exit
}

# missing WHAT HOW: one line for each piece.
missing() {
  printf 'missing: %s. %s\n' "$1" "$2"
}

# limited LOG COMMAND...: runs it, and ends it after the longest time; 124 then. `timeout` is not on every system.
limited() {
  local log=$1 pid deadline=$((SECONDS + longest))
  shift
  "$@" >"$log" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    if [ "$SECONDS" -ge "$deadline" ]; then
      kill -9 "$pid"
      wait "$pid" 2>/dev/null
      return 124
    fi
    sleep 0.1
  done
  wait "$pid" 2>/dev/null
}

# sources PROJECT...: as projects of tests list them.
sources() {
  sed -n -e 's|\\|/|g' -e 's|.*<Compile Include="\([^"]*\)".*|\1|p' "$@" 2>/dev/null | sort -u | while read -r file; do
    [ ! -f "tests/unit/$file" ] || echo "tests/unit/$file"
  done
}

# expected PROJECT...: lines "test Namespace.Class.Method count", and "other …" for what runs before and after the tests of a class.
expected() {
  sources "$@" | while read -r file; do
    awk '
      /^[ \t]*\/\// { next }
      match($0, /^[ \t]*namespace +[A-Za-z0-9_.]+/) { space = substr($0, RSTART, RLENGTH); sub(/^[ \t]*namespace +/, "", space) }
      !/^[ \t]*\[/ && match($0, /class +[A-Za-z0-9_]+/) { class = substr($0, RSTART + 5, RLENGTH - 5); gsub(/ /, "", class) }
      /\[TestMethod/ { kind = "test" }
      /\[(Setup|Cleanup)\]/ { kind = "other" }
      { line = $0; rows += gsub(/DataRow *\(/, "", line) }
      kind != "" && match($0, /void +[A-Za-z0-9_]+ *\(/) {
        name = substr($0, RSTART + 4, RLENGTH - 5); gsub(/ /, "", name)
        print kind, space "." class "." name, rows ? rows : 1
        kind = ""; rows = 0
      }' "$file"
  done
}

# judge EXPECTED OUTPUT: the failures, then "counts passed failed skipped missing".
judge() {
  awk '
    FNR == NR { if ($1 == "test") { want[$2] = $3; names[++tests] = $2 } else other[$2] = 1; next }
    { sub(/\r$/, "") }
    /^Test (passed|failed|skipped),/ {
      split($0, fields, ",")
      result = substr(fields[1], 6); name = fields[2]; row = name
      sub(/\.[0-9]+$/, "", name)
      got[name]++
      if (result == "passed") { if (!(name in other)) good++ }
      else if (result == "skipped") { left++; print "skipped: " name }
      else { bad++; message = $0; sub(/^[^,]*,[^,]*,?/, "", message); print "failed: " row ": " message }
    }
    END {
      for (i = 1; i <= tests; i++) {
        lacks = want[names[i]] - got[names[i]]
        if (lacks > 0) { none += lacks; print "no result: " names[i] (want[names[i]] > 1 ? ", of " lacks " of its rows" : "") }
      }
      print "counts", good + 0, bad + 0, left + 0, none + 0
    }' "$1" "$2"
}

# build PROJECT
build() {
  local name log warnings
  name=$(basename "$1" .nfproj)
  log=$results/nanoclr.$name.log
  # From nothing: what is up to date repeats no warning, and a file of a former build is one too many.
  rm -rf "${built:?}/$name/$configuration" "$built/obj/$name/$configuration"
  if ! "${msbuild[@]}" "$1" -nologo -v:minimal -nr:false -p:UseSharedCompilation=false "-p:Configuration=$configuration" "-p:NanoFrameworkProjectSystemPath=$system" >"$log" 2>&1; then
    echo "$1 does not build:"
    { grep -E 'error' "$log" || tail -n 20 "$log"; } | sort -u | head -n 20 | sed 's/^/  | /'
    failed=$((failed + 1))
    return 1
  fi
  warnings=$(grep -i -E '(^|[ :])warning([ :]|$)' "$log" | sort -u)
  if [ -n "$warnings" ]; then
    echo "$1 builds with warnings:"
    head -n 20 <<<"$warnings" | sed 's/^/  | /'
    failed=$((failed + 1))
    return 1
  fi
  grep -o 'left out: .*' "$log" || echo "built $1"
}

build_bench() {
  local project
  for project in "${bench[@]}"; do
    build "$project" || return
  done
}

# What only the device's build compiles, the guard sees here.
guard() {
  local log=$results/nanoclr.guard.log folder=$built/Nano.Firmware/$configuration code
  env ${invariant:+"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=$invariant"} dotnet run --project tests/guard -- check "$folder/Nano.Firmware.exe" "$folder/Nano.Board.dll" "$folder/Nano.Dashboard.dll" "$folder/Nano.Web.dll" "$built/Nano.Drivers/$configuration/Nano.Drivers.dll" >"$log" 2>&1
  code=$?
  if [ "$code" -ne 0 ]; then
    echo 'the guard objects to the firmware as nanoFramework builds it:'
    head -n 30 "$log" | sed 's/^/  | /'
    failed=$((failed + 1))
  else
    echo 'the guard finds nothing in the firmware as nanoFramework builds it'
  fi
}

# The bytes each assembly takes of a board's flash, ours first.
sizes() {
  local folder=$built/Nano.Firmware/$configuration
  echo 'bytes of the assemblies in a board:'
  for file in "$folder"/*.pe; do
    echo "$(($(wc -c <"$file"))) $(basename "$file" .pe)"
  done | sort -k1,1nr | awk '
    { all += $1 }
    $2 ~ /^Nano\./ { printf "  %7d  %s\n", $1, $2; ours += $1; next }
    { others = others sprintf("  %7d  %s\n", $1, $2) }
    END { printf "  %7d  ours\n%s  %7d  all\n", ours, others, all }'
}

# pe_files NAME: of a project of tests, the platform first and the tests last.
pe_files() {
  local folder file
  folder=$PWD/$built/$1/$configuration
  echo "$folder/mscorlib.pe"
  for file in "$folder"/*.pe; do
    case ${file##*/} in mscorlib.pe | NFUnitTest.pe) ;; *) echo "$file" ;; esac
  done
  echo "$folder/NFUnitTest.pe"
}

# run_tests PROJECT
run_tests() {
  local name log code verdict good bad left none file
  local -a pe=()
  name=$(basename "$1" .nfproj)
  log=$results/nanoclr.$name.run.log
  while read -r file; do
    pe+=("$file")
  done < <(pe_files "$name")
  # The heap of a board, 112 KB, and 4 KB for tables of the tests and of their framework.
  NANOCLR_HEAP=${NANOCLR_HEAP:-118784} limited "$log" "${nanoclr[@]}" "${pe[@]}"
  code=$?
  # What a test measured and says, such as the heap a device takes.
  grep -a '^heap: ' "$log"
  expected "$1" >"$results/nanoclr.expected.txt"
  verdict=$(judge "$results/nanoclr.expected.txt" "$log")
  read -r _ good bad left none <<<"$(tail -n 1 <<<"$verdict")"
  # Where many results are missing, the first say what there is to say.
  sed '$d' <<<"$verdict" | awk '!/^no result/ || ++lines <= 10 { print "  | " $0 }'
  [ "$none" -eq 0 ] || echo "$name: results that are not there: $none. A test crashed the interpreter or hung, or its method is not public"
  if [ "$code" -eq 124 ]; then
    echo "$name: the tests did not end within $longest s: NANOCLR_TIMEOUT gives them longer"
  elif [ "$code" -ne 0 ]; then
    echo "$name: the interpreter ended with exit code $code"
  fi
  if [ "$code" -ne 0 ] || [ $((good + bad + left)) -eq 0 ]; then
    echo "$name: what came last:"
    tail -n 12 "$log" | sed 's/^/  | /'
    # Whatever went wrong counts, if only as one.
    [ $((bad + none)) -gt 0 ] || none=1
  fi
  passed=$((passed + good)) failed=$((failed + bad + none)) skipped=$((skipped + left)) count=$((count + good + bad + left))
}

compare() {
  local desktop
  desktop=$(grep -o '<Counters [^>]*>' "$results/unit.trx" 2>/dev/null | sed -E 's/.* total="([0-9]+)".*/\1/')
  desktop=${expected_count:-$desktop}
  if [ -n "$desktop" ] && [ "$count" -ne "$desktop" ]; then
    echo "note: $count results here, $desktop on the desktop"
  fi
}

# What the work costs on the interpreter must not have grown unnoticed.
counts() {
  local log=$results/nanoclr.counts.log good bad left
  tests/bench/run.sh --check --built >"$log" 2>&1
  sed '$d' "$log"
  read -r good _ bad _ left _ <<<"$(tail -n 1 "$log")"
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
}

# The smallest heap in which a board in its network serves; its set-up page needs 66 KB. In that of an official ESP32-C3 runtime with BLE, it only says that there is no room.
readonly least_heap=64000 ble_heap=54472
readonly no_room='The memory is too small for a single connection: [0-9]+ bytes are free'

# The firmware starts in every heap that a board may have, says how many connections it has, and serves.
starts() {
  local heap file line open joined log=$results/nanoclr.start.log folder=$PWD/$built/Nano.Bench.Start/$configuration
  local -a pe=("$folder/mscorlib.pe")
  for file in "$folder"/*.pe; do
    case ${file##*/} in mscorlib.pe) ;; *) pe+=("$file") ;; esac
  done
  local -r served='[1-9][0-9]* slots, [0-9]+ bytes left, [1-9][0-9]* bytes of state, [1-9][0-9]* of page, [0-9]+ of metrics, 1 hello, 4 acks, 1 errors, 0 times out of memory, 0 faults'
  for heap in 112K 80K 66K "$least_heap" "$ble_heap"; do
    NANOCLR_HEAP=$heap limited "$log" "${nanoclr[@]}" "${pe[@]}"
    while read -r line; do
      echo "heap of $heap: $line"
    done < <(grep -a '^start, ' "$log" || echo 'it does not start')
    open=$served joined=$served
    case $heap in
      "$least_heap") open=$no_room ;;
      "$ble_heap") open=$no_room joined=$no_room ;;
    esac
    if grep -a -q -E "^start, access point: $open" "$log" && grep -a -q -E "^start, in a network: $joined" "$log"; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
    fi
  done
}

# begin_board HEAP LOG: the whole firmware in such a heap, in its network; sets pid, port and storage.
begin_board() {
  local folder=$PWD/$built/Nano.Firmware/$configuration offset deadline=$((SECONDS + 60)) file
  local -a pe=("$folder/mscorlib.pe")
  for file in "$folder"/*.pe; do
    case ${file##*/} in mscorlib.pe) ;; *) pe+=("$file") ;; esac
  done
  offset=$((20000 + RANDOM % 20000)) port=$((offset + 80))
  storage=$(mktemp -d)
  NANOCLR_PORT_OFFSET=$offset NANOCLR_STORAGE=$storage NANOCLR_HEAP=$1 "$NANOCLR_SOCKETS" "${pe[@]}" >"$2" 2>&1 &
  pid=$!
  until (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || grep -a -s -q '^The firmware has failed' "$2" || ! kill -0 "$pid" 2>/dev/null || [ "$SECONDS" -ge "$deadline" ]; do sleep 0.2; done
}

end_board() {
  kill -9 "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  rm -r "$storage"
}

# The firmware starts in each of these heaps over sockets, says how many connections it has, and serves; or it says that it has no room.
starts_over_sockets() {
  local heap pid port storage log begun served exhausted
  for heap in 112K 80K 66K "$least_heap" "$ble_heap"; do
    if [ -z "${NANOCLR_SOCKETS:-}" ]; then
      skipped=$((skipped + 1))
      continue
    fi
    log=$results/nanoclr.start.$heap.log begun=$SECONDS
    begin_board "$heap" "$log"
    # Nobody reaches a board before it has joined its network; then it has cleaned up, too.
    until grep -a -q -E '^Listening on |^The firmware has failed' "$log" || ! kill -0 "$pid" 2>/dev/null || [ "$SECONDS" -ge $((begun + 60)) ]; do sleep 0.2; done
    if [ "$heap" = "$ble_heap" ]; then
      if grep -a -q -E "^The firmware has failed: $no_room.* restarts" "$log"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
      echo "heap of $heap, over sockets: $(grep -a -m 1 '^The firmware has failed' "$log" || echo 'it does not say that it has no room')"
      end_board
      continue
    fi
    sleep 1
    dotnet run tests/soak/start.cs -- "$port" >"$results/nanoclr.start.client.log" 2>&1
    served=$?
    # Each exception is on the console; the start itself may try more connections than there is room for.
    exhausted=$(awk '/^Memory: / { serves = 1 } serves && /OutOfMemoryException/ { times++ } END { print times + 0 }' "$log")
    if [ "$served" -eq 0 ] && [ "$exhausted" -eq 0 ]; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      tail -n 12 "$log" | sed 's/^/  | /'
    fi
    echo "heap of $heap, over sockets: $(tail -n 1 "$results/nanoclr.start.client.log"); $exhausted times out of memory; $(grep -a -o '[0-9]* bytes are left' "$log")"
    end_board
  done
}

# The whole firmware in the largest heap of a classic ESP32, with twelve clients that come and go.
clients() {
  local log=$results/nanoclr.board.log storage pid port traces
  local -r connections=10000
  if [ -z "${NANOCLR_SOCKETS:-}" ]; then
    echo 'skip: clients that come and go, because NANOCLR_SOCKETS names no interpreter with sockets'
    skipped=$((skipped + 1))
    return
  fi
  begin_board 113840 "$log"
  if dotnet run tests/soak/clients.cs -- "$port" "$connections" 12 "$longest" >"$results/nanoclr.clients.log" 2>&1; then
    passed=$((passed + 1))
  else
    echo 'clients that come and go:'
    tail -n 12 "$results/nanoclr.clients.log" | sed 's/^/  | /'
    tail -n 12 "$log" | sed 's/^/  | /'
    failed=$((failed + 1))
  fi
  tail -n 1 "$results/nanoclr.clients.log"
  end_board

  # A thread that waits throws nothing; a reset that comes while the loop sends may, in one connection of some hundreds.
  traces=$(grep -a -c -E '\+\+\+\+ Exception .*(SocketException|ObjectDisposedException)' "$log")
  echo "exceptions of sockets on the console: $traces for $connections connections"
  if [ "$traces" -le $((connections / 100)) ] && ! grep -a -q 'Nano.Web.Server.ReadWaiter::Run' "$log"; then
    passed=$((passed + 1))
  else
    echo 'closing and resets print more than they may:'
    grep -a -A 6 -E '\+\+\+\+ Exception .*(SocketException|ObjectDisposedException)' "$log" | head -n 24 | sed 's/^/  | /'
    failed=$((failed + 1))
  fi
}

mkdir -p "$results"

# The metadata processor sorts names as the culture does; without ICU it writes checksums that no device knows.
invariant=${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-}
unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT

can_build=1
if ! command -v dotnet >/dev/null; then
  missing 'the .NET SDK 10' 'Install it: https://dot.net'
  can_build=0
elif [ "$(uname)" = Linux ] && ! compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null && ! compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null; then
  missing "ICU, which the metadata processor needs" 'Install it: apt-get install libicu-dev, or what your system calls it'
  can_build=0
fi

system=${NanoFrameworkProjectSystemPath:-}
if [ -z "$system" ]; then
  system=$(compgen -G "$HOME/.vscode/extensions/nanoframework.vscode-nanoframework-*/dist/utils/nanoFramework/v1.0" | tail -n 1)
fi
system=${system%/}/
if [ ! -f "${system}NFProjectSystem.CSharp.targets" ]; then
  missing "nanoFramework's project system" 'Install the nanoFramework extension of Visual Studio or VS Code, and set NanoFrameworkProjectSystemPath to its folder v1.0/'
  can_build=0
fi

msbuild=(dotnet msbuild)
if [ -n "${NF_MDP_MSBUILDTASK_PATH:-}" ]; then
  if [ ! -f "$NF_MDP_MSBUILDTASK_PATH/nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll" ]; then
    missing "the metadata processor's task" "NF_MDP_MSBUILDTASK_PATH is $NF_MDP_MSBUILDTASK_PATH, where no nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll is"
    can_build=0
  fi
elif command -v msbuild >/dev/null; then
  msbuild=(msbuild) # of Mono or Visual Studio: the project system's own task runs on it
else
  missing "the metadata processor's task for .NET" 'Set NF_MDP_MSBUILDTASK_PATH to a folder with one: the package nanoFramework.Tools.MetadataProcessor.MsBuildTask, unzipped, has it in lib/'
  can_build=0
fi

nanoclr=()
if [ -n "${NANOCLR:-}" ]; then
  if [ -f "$NANOCLR" ] && [ -x "$NANOCLR" ]; then
    nanoclr=("$NANOCLR")
  else
    missing 'the interpreter' "NANOCLR is $NANOCLR, which is not an executable"
  fi
elif command -v nanoclr >/dev/null; then
  nanoclr=(nanoclr run --assemblies)
else
  missing 'the interpreter, nanoCLR' 'Install it: dotnet tool install -g nanoclr, and have ~/.dotnet/tools on PATH. Or set NANOCLR to an executable that runs the PE files it is given'
fi

# skip PROJECT...: counts the tests of projects that do not run.
skip() {
  skipped=$((skipped + $(expected "$@" | awk '$1 == "test" { sum += $3 } END { print sum ? sum : 1 }')))
}

if [ "$can_build" -eq 1 ]; then
  if env ${invariant:+"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=$invariant"} dotnet run hardware/restore.cs >"$results/nanoclr.restore.log" 2>&1; then
    tail -n 1 "$results/nanoclr.restore.log"
  elif ! grep -q '^restore: ' "$results/nanoclr.restore.log"; then
    echo 'hardware/restore.cs does not run:'
    tail -n 20 "$results/nanoclr.restore.log" | sed 's/^/  | /'
    failed=1 can_build=0
  else
    missing "nanoFramework's packages" 'Set NANO_FEED to a folder that holds them, or run where the public feed can be reached. What restore said:'
    tail -n 5 "$results/nanoclr.restore.log" | sed 's/^/  | /'
    can_build=0
  fi
fi

if [ "$can_build" -eq 0 ]; then
  [ "$sizes_only" -eq 1 ] || skip "${tests[@]}"
  finish
fi

build lib/Nano.Web.nfproj || can_build=0
if [ "$bench_only" -eq 1 ]; then
  [ "$can_build" -eq 0 ] || build_bench
  finish
fi
if [ "$can_build" -eq 1 ] && build firmware/Nano.Firmware.nfproj && build firmware/Nano.Drivers.nfproj; then
  sizes
  if [ "$sizes_only" -eq 0 ]; then
    guard
    starts_over_sockets
    clients
  fi
fi
[ "$sizes_only" -eq 0 ] || finish
for project in "${tests[@]}"; do
  if [ "$can_build" -eq 1 ] && build "$project" && [ ${#nanoclr[@]} -gt 0 ]; then
    run_tests "$project"
  else
    skip "$project"
  fi
done
[ ${#nanoclr[@]} -eq 0 ] || compare
if [ "$can_build" -eq 1 ] && [ ${#nanoclr[@]} -gt 0 ] && build_bench; then
  starts
  counts
fi
finish
