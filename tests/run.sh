#!/usr/bin/env bash
# Runs every test, after setting up what they need, and ends with the line "N passed, N failed, N skipped".
# Usage: tests/run.sh [unit] [host] [guard] [fuzz] [hardware] [browser] [nanoclr]     nothing named: all of them
# NANO_LONG=1: host and fuzz in their long form (tests/README.md), for hours.
# Exit code: 0 nothing failed, 1 something did, 2 no such suite. Logs: artifacts/test-results. Screenshots: artifacts/screenshots.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
exec </dev/null

readonly all=(unit host guard fuzz hardware browser nanoclr)
readonly results=artifacts/test-results
# Seconds: ends a suite that hangs.
[ "${NANO_LONG:-}" = 1 ] && longest=14400 || longest=600
readonly longest

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# No build process outlives the run.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# The SDK itself needs ICU or has to be told that there is none.
if [ -z "${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-}" ] && [ "$(uname)" = Linux ] && ! compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null && ! compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null; then
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
fi

passed=0 failed=0 skipped=0

# count SUITE PASSED FAILED SKIPPED: adds to the sums and prints the suite's line.
count() {
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
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

# limited COMMAND...: ends it, and what it started, should it hang.
limited() {
  if command -v timeout >/dev/null; then timeout --kill-after=20 "$longest" "$@"; else "$@"; fi
}

# build SUITE PROJECT
build() {
  local log=$results/$1.build.log
  if ! command -v dotnet >/dev/null; then
    fail "$1" '' 'the .NET SDK is missing: https://dot.net'
    return 1
  fi
  if ! limited dotnet build "$2" -nodeReuse:false -p:UseSharedCompilation=false -verbosity:minimal >"$log" 2>&1; then
    grep -E '(error|warn(ing)?) ?[A-Z]*[0-9]*' "$log" | sort -u | head -n 40 >"$log.short"
    [ -s "$log.short" ] || tail -n 40 "$log" >"$log.short"
    fail "$1" "$log.short" "$2 does not build"
    return 1
  fi
}

# run_dotnet SUITE PROJECT
run_dotnet() {
  local suite=$1 project=$2 log=$results/$1.log trx=$results/$1.trx code counters total executed good
  build "$suite" "$project" || return
  rm -f "$trx"
  limited dotnet test "$project" --no-build --logger "trx;LogFileName=$suite.trx" --logger 'console;verbosity=minimal' --results-directory "$results" >"$log" 2>&1
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

run_unit() { run_dotnet unit tests/unit/Nano.Tests.Unit.csproj; }
run_host() { install_with_apt curl curl; install_with_apt dig bind9-dnsutils; install_zeroconf; run_dotnet host tests/host/Nano.Tests.Host.csproj; }
# python3-zeroconf is a module of the system's own Python, and no command.
install_zeroconf() { /usr/bin/python3 -c 'import zeroconf' 2>/dev/null || install_with_apt python3-zeroconf python3-zeroconf; }
run_fuzz() { run_dotnet fuzz tests/fuzz/Nano.Tests.Fuzz.csproj; }
run_guard() { run_dotnet guard tests/guard/Nano.Tests.Guard.csproj; }

run_browser() {
  local log=$results/browser.log tap=$results/browser.tap code
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    fail browser '' 'node is missing: version 20.19 or later, with npm'
    return
  fi
  build browser hardware/simulator/Nano.Simulator.csproj || return
  if [ -z "${CHROMIUM:-}" ] && ! has_chromium; then
    install_with_apt chromium chromium fonts-liberation
    has_chromium || echo 'browser: Chromium is missing (apt-get install chromium, or name one with CHROMIUM): what needs it is skipped'
  fi
  if [ -z "${FIREFOX:-}" ] && ! command -v firefox-esr >/dev/null && ! command -v firefox >/dev/null; then
    install_with_apt firefox-esr firefox-esr
  fi
  if [ ! tests/browser/node_modules/.package-lock.json -nt tests/browser/package-lock.json ] && ! npm ci --prefix tests/browser >"$log" 2>&1; then
    fail browser "$log" 'npm ci failed'
    return
  fi
  rm -f "$tap"
  limited node --test --test-concurrency=1 --test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$tap" tests/browser/*.test.js >"$log" 2>&1
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
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
}

# install_with_apt COMMAND PACKAGE...: installs what is missing where that takes no password. The tests say themselves what they do without.
install_with_apt() {
  local command=$1 sudo=()
  shift
  command -v "$command" >/dev/null && return
  command -v apt-get >/dev/null || return
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return
    sudo=(sudo -n)
  fi
  echo "installing $*"
  {
    limited ${sudo[@]+"${sudo[@]}"} apt-get update
    limited ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
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

mkdir -p "$results"
for suite in "${suites[@]}"; do
  started=$SECONDS
  "run_$suite"
done
printf 'in %d s\n' "$SECONDS"
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
