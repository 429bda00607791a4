#!/usr/bin/env bash
# Runs every test, after setting up what they need, and ends with the line "N passed, N failed, N skipped".
# One build serves all suites; then they run in two lanes, side by side.
# Usage: tests/run.sh [unit] [host] [guard] [fuzz] [hardware] [browser] [nanoclr]     nothing named: all of them
# NANO_LONG=1: host and fuzz in their long form (tests/README.md), for hours.
# Exit code: 0 nothing failed, 1 something did, 2 no such suite. Logs: artifacts/test-results. Screenshots: artifacts/screenshots.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
exec </dev/null

readonly all=(unit host guard fuzz hardware browser nanoclr)
readonly results=artifacts/test-results
# Seconds: ends a suite that hangs.
[ "${NANO_LONG:-}" = 1 ] && longest=14400 || longest=1200
readonly longest

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# No build process outlives the run.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# The SDK itself needs ICU or has to be told that there is none.
if [ -z "${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-}" ] && [ "$(uname)" = Linux ] && ! compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null && ! compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null; then
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
fi

# count SUITE PASSED FAILED SKIPPED: notes the counts for the sum and prints the suite's line.
count() {
  printf '%d %d %d\n' "$2" "$3" "$4" >"$results/$1.counts"
  printf '%-8s %5d passed %3d failed %3d skipped %5d s\n' "$1" "$2" "$3" "$4" $((SECONDS - started))
}

# fail SUITE LOG REASON: the suite did not get as far as counting.
fail() {
  printf '%s: %s\n' "$1" "$3"
  [ -z "$2" ] || tail -n 60 "$2" | sed 's/^/  | /'
  count "$1" 0 1 0
}

# settle SUITE LOG EXIT PASSED FAILED SKIPPED: a suite that ends badly without a failed test has failed all the same, and so has one that ran nothing.
settle() {
  local suite=$1 log=$2 code=$3 good=$4 bad=$5 left=$6
  if [ "$code" -ne 0 ] || [ "$bad" -gt 0 ]; then
    # Without what passed and without the test runner's own frames.
    grep -v -E '^ *✔|^   +at (System\.|Microsoft\.|InvokeStub_)' "$log" | head -n 300 | sed 's/^/  | /'
  fi
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    printf '%s: ended with exit code %d although no test failed\n' "$suite" "$code"
    bad=1
  elif [ $((good + bad + left)) -eq 0 ]; then
    printf '%s: ran no test\n' "$suite"
    bad=1
  fi
  count "$suite" "$good" "$bad" "$left"
}

# limited COMMAND...: ends it, and what it started, should it hang or the run be interrupted.
running=''
limited() {
  if command -v timeout >/dev/null; then timeout --kill-after=20 "$longest" "$@" & else "$@" & fi
  running=$!
  wait "$running"
}

# project SUITE: what has to be built for it, if anything.
project() {
  case $1 in
    unit) echo tests/unit/Nano.Tests.Unit.csproj ;;
    host) echo tests/host/Nano.Tests.Host.csproj ;;
    guard) echo tests/guard/Nano.Tests.Guard.csproj ;;
    fuzz) echo tests/fuzz/Nano.Tests.Fuzz.csproj ;;
    browser) echo hardware/simulator/Nano.Simulator.csproj ;;
  esac
}

# build SUITE...: all that these suites need, as a part of nano.sln.
build() {
  local log=$results/build.log filter=$results/suites.slnf suite path projects=''
  for suite; do
    path=$(project "$suite")
    projects+=${path:+${projects:+, }\"${path//\//\\\\}\"}
  done
  [ -n "$projects" ] || return 0
  if ! command -v dotnet >/dev/null; then
    fail build '' 'the .NET SDK is missing: https://dot.net'
    return 1
  fi
  printf '{ "solution": { "path": "../../nano.sln", "projects": [ %s ] } }\n' "$projects" >"$filter"
  if ! limited dotnet build "$filter" -nodeReuse:false -p:UseSharedCompilation=false -verbosity:minimal >"$log" 2>&1; then
    grep -E '(error|warn(ing)?) ?[A-Z]*[0-9]*' "$log" | sort -u | head -n 40 >"$log.short"
    [ -s "$log.short" ] || tail -n 40 "$log" >"$log.short"
    fail build "$log.short" "not everything builds; the suites that need it do not run"
    return 1
  fi
  printf 'build %42d s\n' $((SECONDS - started))
}

# run_dotnet SUITE: the tests of an assembly that has been built.
run_dotnet() {
  local suite=$1 log=$results/$1.log trx=$results/$1.trx name code counters total executed good
  name=$(basename "$(project "$suite")" .csproj)
  rm -f "$trx"
  limited dotnet test "artifacts/bin/$name/debug/$name.dll" --logger "trx;LogFileName=$suite.trx" --logger 'console;verbosity=minimal' --results-directory "$results" >"$log" 2>&1
  code=$?
  counters=$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null | head -n 1)
  if [ -z "$counters" ]; then
    fail "$suite" "$log" "ended with exit code $code and left no counts"
    return
  fi
  total=$(attribute total "$counters") executed=$(attribute executed "$counters") good=$(attribute passed "$counters")
  settle "$suite" "$log" "$code" "$good" $((executed - good)) $((total - executed))
}

attribute() {
  sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$2"
}

run_unit() { run_dotnet unit; }
run_host() { run_dotnet host; }
run_fuzz() { run_dotnet fuzz; }
run_guard() { run_dotnet guard; }

run_browser() {
  local log=$results/browser.log tap=$results/browser.tap code
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    fail browser '' 'node is missing: version 20.19 or later, with npm'
    return
  fi
  has_chromium || echo 'browser: Chromium is missing (apt-get install chromium, or name one with CHROMIUM): what needs it is skipped'
  if [ ! tests/browser/node_modules/.package-lock.json -nt tests/browser/package-lock.json ] && ! npm ci --prefix tests/browser >"$log" 2>&1; then
    fail browser "$log" 'npm ci failed'
    return
  fi
  rm -f "$tap"
  limited node --test --test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$tap" tests/browser/all.js >"$log" 2>&1
  code=$?
  if ! grep -q '^# pass ' "$tap" 2>/dev/null; then
    fail browser "$log" "ended with exit code $code and left no counts"
    return
  fi
  settle browser "$log" "$code" "$(tapped pass)" $(($(tapped fail) + $(tapped cancelled))) $(($(tapped skipped) + $(tapped todo)))
}

tapped() {
  sed -n -E "s/^# $1 ([0-9]+)$/\1/p" "$tap" | tail -n 1
}

has_chromium() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

has_firefox() {
  [ -n "${FIREFOX:-}" ] || command -v firefox-esr >/dev/null || command -v firefox >/dev/null
}

# packages SUITE: Debian's packages with the programs that the suite's tests run and that are not there.
packages() {
  case $1 in
    host)
      command -v curl >/dev/null || echo curl
      proxy nginx
      proxy haproxy
      proxy mosquitto
      command -v dig >/dev/null || echo bind9-dnsutils
      command -v gcc >/dev/null || echo gcc libc6-dev
      # Modules of the system's own Python, and no commands.
      /usr/bin/python3 -c 'import zeroconf' 2>/dev/null || echo python3-zeroconf
      /usr/bin/python3 -c 'import websockets' 2>/dev/null || echo python3-websockets
      ;;
    hardware) command -v shellcheck >/dev/null || echo shellcheck ;;
    browser)
      has_chromium || echo chromium fonts-liberation
      has_firefox || echo firefox-esr
      proxy nginx
      ;;
  esac
}

# proxy PACKAGE: the package where it is missing. With systemd it would start a service: it is installed by hand there.
proxy() {
  [ -d /run/systemd/system ] || [ -x "/usr/sbin/$1" ] || echo "$1"
}

# install SUITE...: what is missing for them, where that takes no password. The tests say themselves what they do without.
install() {
  local suite sudo=() missing=()
  command -v apt-get >/dev/null || return
  for suite; do
    # shellcheck disable=SC2207 # words on purpose
    missing+=($(packages "$suite"))
  done
  [ ${#missing[@]} -gt 0 ] || return
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return
    sudo=(sudo -n)
  fi
  echo "installing ${missing[*]}"
  {
    limited ${sudo[@]+"${sudo[@]}"} apt-get update
    limited ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
  } >"$results/apt-get.log" 2>&1
}

run_hardware() { run_script hardware tests/hardware/flash_test.sh; }
run_nanoclr() { run_script nanoclr tests/nanoclr.sh; }

# run_script SUITE SCRIPT: one that counts by itself.
run_script() {
  local suite=$1 log=$results/$1.log code line good bad left
  limited bash "$2" >"$log" 2>&1
  code=$?
  line=$(tail -n 1 "$log")
  if ! [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
    fail "$suite" "$log" "ended with exit code $code and left no counts"
    return
  fi
  good=${BASH_REMATCH[1]} bad=${BASH_REMATCH[2]} left=${BASH_REMATCH[3]}
  # What it lacks, and how one gets it.
  [ "$code" -ne 0 ] || [ "$left" -eq 0 ] || grep -E '^(missing|skip)' "$log" | head -n 12 | sed 's/^/  | /'
  settle "$suite" "$log" "$code" "$good" "$bad" "$left"
}

suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=("${all[@]}")
for suite in "${suites[@]}"; do
  case " ${all[*]} " in
    *" $suite "*) ;;
    *)
      printf 'tests/run.sh: no suite %s; there are: %s\n' "$suite" "${all[*]}" >&2
      exit 2
      ;;
  esac
done

# lane SUITE...: one after the other. What a suite prints comes out in one piece.
lane() {
  local suite
  set -m
  trap 'kill "$running" 2>/dev/null; exit 1' TERM
  for suite; do
    started=$SECONDS
    "run_$suite" >"$results/$suite.out" 2>&1
    cat "$results/$suite.out"
  done
}

mkdir -p "$results"
rm -f "$results"/*.counts
trap 'kill "$running" 2>/dev/null; exit 1' INT TERM
started=0
install "${suites[@]}"
started=$SECONDS
built=1
build "${suites[@]}" || built=0
# nanoclr.sh compares itself with what unit has counted: it runs after it.
one=() two=()
for suite in "${suites[@]}"; do
  [ "$built" -eq 1 ] || [ -z "$(project "$suite")" ] || continue
  case $suite in
    unit | host | nanoclr) one+=("$suite") ;;
    *) two+=("$suite") ;;
  esac
done
# Job control: without it what runs in the background, and all that it starts, would ignore SIGINT.
set -m
lane ${one[@]+"${one[@]}"} & lanes=$!
lane ${two[@]+"${two[@]}"} & lanes+=" $!"
# shellcheck disable=SC2064,SC2086 # two words, as they are now
trap "trap - INT TERM; kill $lanes 2>/dev/null; wait; exit 1" INT TERM
wait

passed=0 failed=0 skipped=0
for suite in build "${suites[@]}"; do
  if read -r good bad left 2>/dev/null <"$results/$suite.counts"; then
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
  elif [ "$suite" != build ] && [ "$built" -eq 1 ]; then
    printf '%s: left no counts\n' "$suite"
    failed=$((failed + 1))
  fi
done
printf 'in %d s\n' "$SECONDS"
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
