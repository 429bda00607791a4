#!/usr/bin/env bash
# Tests hardware/flash.sh and flash.ps1 without a board: nanoff, dotnet and the serial ports are fakes in a temporary folder.
# Each case prints one line; the last line is "N passed, N failed, N skipped". Exit code: 0 without failures.
set -u
unset NANO_PORTS NanoFrameworkProjectSystemPath NF_MDP_MSBUILDTASK_PATH DOTNET_ROLL_FORWARD
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
chmod 755 "$box"
passed=0 failed=0 skipped=0

ok() { passed=$((passed + 1)); printf 'ok    %s\n' "$1"; }
skip() { skipped=$((skipped + 1)); printf 'skip  %s: %s\n' "$1" "$2"; }
bad() {
  failed=$((failed + 1))
  printf 'FAIL  %s: %s\n' "$1" "$2"
  sed 's/^/      | /' "$box/out"
}

# The script runs in a copy of the tree, so that a build leaves nothing in the repository.
mkdir -p "$box/tree/hardware" "$box/tree/firmware" "$box/fake" "$box/tools" "$box/ports" "$box/home"
cp "$repo/hardware/flash.sh" "$box/tree/hardware/"
flash=$box/tree/hardware/flash.sh
bash=$(command -v bash)

# The only tools that the script may call. It finds no dotnet, nanoff or lsof of this machine.
for tool in awk bash cat chmod dirname env grep head id mkdir od rm sed sleep sort stat stty tail touch tr uname wc; do
  ln -s "$(command -v "$tool")" "$box/tools/$tool"
done

# chunk CHECKSUM: one assembly of an image: the marker, three words, the native checksum (lowest byte first), and one more word.
chunk() { printf 'NFMRK1\0\0%b%b%b' '\1\1\1\1\2\2\2\2\0\0\0\0' "$1" '\377\377\377\377'; }
{ chunk '\x56\xc8\x49\x15'; chunk '\0\0\0\0'; chunk '\xd6\x71\xfa\x6d'; } >"$box/good.bin"
printf 'MZ this is a dll' >"$box/other.bin"

cat >"$box/fake/dotnet" <<'FAKE'
#!/usr/bin/env bash
case ${1:-} in */pwsh.dll) exec "$REAL_DOTNET" "$@" ;; esac
echo "dotnet $*" >>"$CALLS"
case "$*" in
  *msbuild*) [ "${FAKE_BUILD:-good}" = bad ] && { echo 'Board.cs(1,1): error CS1002: ; expected'; exit 1; }
    [ "${FAKE_BUILD:-good}" = empty ] || { mkdir -p artifacts/nanoframework/Nano.Firmware/Release; cat "$IMAGE" >artifacts/nanoframework/Nano.Firmware/Release/Nano.Firmware.bin; } ;;
esac
FAKE
# FAKE_VERSION: the output of --version; that call is not recorded.
# FAKE_FAIL="WORD:CODE[:TIMES]": calls with the option WORD exit with CODE, always or the given number of times.
cat >"$box/fake/nanoff" <<'FAKE'
#!/usr/bin/env bash
[ "$*" != --version ] || { printf '%s\n' "${FAKE_VERSION-nanoff 2.5.162+baccab8}"; exit 0; }
echo "nanoff $*" >>"$CALLS"
[ -z "${FAKE_MOVE:-}" ] || case "$*" in *--update*) rm -f "$FAKE_FROM"; touch "$FAKE_MOVE" ;; esac
if [ -n "${FAKE_FAIL:-}" ]; then
  IFS=: read -r word code times <<<"$FAKE_FAIL"
  if [[ " $* " == *" $word "* ]]; then
    n=$(cat "$CALLS.count" 2>/dev/null || echo 0)
    echo $((n + 1)) >"$CALLS.count"
    if [ -z "$times" ] || [ "$n" -lt "$times" ]; then exit "$code"; fi
  fi
fi
case "$*" in
  *--platform*--devicedetails*) printf 'Reading details from chip...\nConnected to:\n%s (revision v3.1)\nFlash size 4MB' "${FAKE_CHIP:-ESP32}" ;;
  *--nanodevice*--devicedetails*) printf 'Native Assemblies:\n  mscorlib v100.5.0.24, checksum 0x1549C856\n  System.Net v100.2.0.12, checksum %s\n' "${FAKE_NET:-0x6DFA71D6}" ;;
esac
exit 0
FAKE
cat >"$box/fake/lsof" <<'FAKE'
#!/usr/bin/env bash
[ -z "${FAKE_BUSY:-}" ] || echo 4711
FAKE
chmod 755 "$box"/fake/*
export CALLS=$box/calls IMAGE=$box/good.bin

ports() { # ports NAME...: creates the ports
  rm -f "$box"/ports/*
  local name
  for name; do : >"$box/ports/$name"; done
}

# run STATUS ARGS...: runs the script with its output in $box/out, and sets $reason if it exits with another status.
run() {
  local want=$1
  shift
  rm -f "$CALLS" "$CALLS.count"
  : >"$CALLS"
  PATH=${PATH_FOR_TEST:-$box/fake:$box/tools} HOME=$box/home NANO_WAIT=0 NANO_PORTS="$box/ports/tty*" ${AS:-} "$bash" "$flash" "$@" >"$box/out" 2>&1 </dev/null
  got=$?
  [ "$got" -eq "$want" ] || reason="ended with $got instead of $want"
}

has() { # has TEXT...: the output contains each text
  local text
  for text; do grep -qF -e "$text" "$box/out" || reason="does not say: $text"; done
}
lacks() {
  local text
  for text; do if grep -qF -e "$text" "$box/out"; then reason="says: $text"; fi; done
}
called() { # called LINE...: exactly these calls of nanoff and dotnet were made
  local want
  want=$(printf '%s\n' "$@")
  [ "$want" = "$(cat "$CALLS")" ] || { reason="the calls were: $(tr '\n' ';' <"$CALLS")"; }
}
case_is() { name=$1 reason=''; }
done_case() { if [ -z "$reason" ]; then ok "$name"; else bad "$name" "$reason"; fi; }

P=$box/ports/ttyUSB0
I=$box/good.bin
ports ttyUSB0

case_is 'Help ends with 0 and names every option'
run 0 --help
while read -r option; do has "  $option"; done < <(grep -oE '^    --[a-z-]+' "$flash")
done_case

for wrong in '--nonsense' '' '--board mega' '--board' '--board s3 --via usb' '--board s3 --address 0x10' '--board s3 --via bootloader --address 12' \
  '--board s3 --log-baud fast' '--board s3 --runtime-version new' '--board s3 --erase --app-only' '--log-only --no-log'; do
  case_is "An invalid command line ends with 2: ${wrong:-without options}"
  # shellcheck disable=SC2086 # word splitting is intended
  run 2 $wrong
  has '--help'
  called
  done_case
done

while read -r board target latest area; do
  case_is "Dry run for $board: the pinned runtime and its target are printed, and nothing is called"
  run 0 --board "$board" --dry-run --port "$P"
  has "\$ nanoff --platform esp32 --serialport $P --devicedetails" "\$ nanoff --update --target $target --serialport $P --fwversion 1.16.0.677" \
    "\$ nanoff --nanodevice --deploy --serialport $P --image artifacts/nanoframework/Nano.Firmware/Release/Nano.Firmware.bin" \
    '$ dotnet run hardware/restore.cs' '$ dotnet msbuild firmware/Nano.Firmware.nfproj' '[7/7]' 'Dry run'
  called
  done_case
  case_is "Dry run for $board: the newest runtime has its own target name"
  run 0 --board "$board" --dry-run --runtime-version latest
  has "\$ nanoff --update --target $latest --serialport $P"
  lacks --fwversion
  done_case
  case_is "Dry run for $board: with the bootloader the image is written to $area"
  run 0 --board "$board" --dry-run --via bootloader --image "$I"
  has "\$ nanoff --target $target --serialport $P --deploy --image $I --address $area"
  lacks 'msbuild'
  done_case
  case_is "The page of $board names its targets, its deployment area and its drawing"
  for text in "$target" "$latest" "$area" "esp32-$board.svg"; do
    grep -qF -e "$text" "$repo/hardware/boards/esp32-$board.md" 2>"$box/out" || reason="esp32-$board.md lacks $text"
  done
  done_case
done <<'BOARDS'
devkitc ESP32_REV0 ESP32_REV0 0x1E0000
s3 ESP32_S3 ESP32_S3_OCTAL 0x1B0000
c3 ESP32_C3_REV3 ESP32_C3 0x1B0000
BOARDS

case_is 'Dry run: steps can be omitted'
run 0 --board c3 --dry-run --app-only --no-log
has '[4/4]'
lacks --update stty
run 0 --board c3 --dry-run --runtime-only --no-log
has '[3/3]'
lacks --deploy stty msbuild
run 0 --dry-run --log-only
has "stty" "cat $P"
lacks nanoff
done_case

case_is 'Dry run: erasing, speeds, a target and an address can be specified'
run 0 --board devkitc --dry-run --erase --flash-baud 115200 --log-baud 115200 --target ESP32_PSRAM_REV3 --via bootloader --address 0x1C0000 --image "$I"
has "--update --target ESP32_PSRAM_REV3 --serialport $P --fwversion 1.16.0.677 --masserase --baud 115200" '--address 0x1C0000 --baud 115200' "$P 115200 raw"
done_case

case_is 'Dry run without a port prints PORT'
ports
run 0 --board s3 --dry-run
has '--serialport PORT'
ports ttyUSB0
done_case

case_is 'All steps run in order: chip, runtime, its native code, Wi-Fi, image'
echo '{}' >"$box/wifi.json"
run 0 --board devkitc --image "$I" --wifi "$box/wifi.json" --no-log
called "nanoff --platform esp32 --serialport $P --devicedetails" "nanoff --update --target ESP32_REV0 --serialport $P --fwversion 1.16.0.677" \
  "nanoff --nanodevice --devicedetails --serialport $P" "nanoff --networkdeployment $box/wifi.json --serialport $P" \
  "nanoff --nanodevice --deploy --serialport $P --image $I"
has '[7/7]' 'Flash size 4MB' 'has the native code that the image needs' 'Done.'
done_case

case_is 'A relative path of an image is resolved from the current folder'
(cd "$box" && run 0 --board devkitc --image good.bin --app-only --no-log && cp "$box/out" "$box/kept"; [ -z "$reason" ]) || reason="ended with another status"
done_case

case_is 'The firmware is built when no image is given'
NanoFrameworkProjectSystemPath=/system/v1.0/ run 0 --board devkitc --app-only --no-log
called 'dotnet run hardware/restore.cs' \
  'dotnet msbuild firmware/Nano.Firmware.nfproj -nologo -v:minimal -nr:false -p:Configuration=Release -p:NanoFrameworkProjectSystemPath=/system/v1.0/' \
  "nanoff --nanodevice --devicedetails --serialport $P" "nanoff --nanodevice --deploy --serialport $P --image artifacts/nanoframework/Nano.Firmware/Release/Nano.Firmware.bin"
done_case

case_is 'The project system of the VS Code extension is found'
extension=$box/home/.vscode/extensions/nanoframework.vscode-nanoframework-1.0.9/dist/utils/nanoFramework/v1.0
mkdir -p "$extension"
run 0 --board devkitc --app-only --no-log
grep -qF -- "-p:NanoFrameworkProjectSystemPath=$extension/" "$CALLS" || reason='the path is missing in the call'
rm -r "$box/home/.vscode"
done_case

case_is 'Without a project system the build prints how to install it'
run 1 --board devkitc --app-only
has 'project system' 'NanoFrameworkProjectSystemPath' '--image'
called
done_case

case_is 'A build that fails shows its errors and its log'
NanoFrameworkProjectSystemPath=/s/ FAKE_BUILD=bad run 1 --board devkitc --app-only
has 'error CS1002' 'does not build' 'artifacts/flash-build.log'
done_case

case_is 'A build without an image prints the reason'
NanoFrameworkProjectSystemPath=/s/ FAKE_BUILD=empty run 1 --board devkitc --app-only
has 'left no artifacts/nanoframework' 'OutputType Exe'
done_case

case_is 'An invalid image is refused before anything is flashed'
run 1 --board devkitc --image "$box/other.bin"
has 'no nanoFramework image' '.bin'
called
run 1 --board devkitc --image "$box/nowhere.bin"
has 'there is no image'
done_case

case_is 'Without a port, cable and driver are suggested'
ports
run 1 --board devkitc --image "$I"
has 'no serial port found' 'cable' 'Driver' '--port'
called
done_case

case_is 'With two ports, both are listed and none is selected'
ports ttyUSB0 ttyUSB1
run 1 --board devkitc --image "$I"
has '2 serial ports' "$box/ports/ttyUSB0" "$box/ports/ttyUSB1" '--port'
called
run 0 --board devkitc --image "$I" --no-log --port "$box/ports/ttyUSB1"
has "port $box/ports/ttyUSB1"
ports ttyUSB0
done_case

case_is 'A missing port is reported'
run 1 --board devkitc --image "$I" --port "$box/ports/ttyUSB7"
has 'there is no port' "$P"
called
done_case

case_is 'A port in use is reported with the process'
FAKE_BUSY=1 run 1 --board devkitc --image "$I"
has "$P is in use by process 4711" 'Close that program'
called
done_case

if [ "$(id -u)" -ne 0 ]; then AS='' may=1; elif command -v setpriv >/dev/null; then AS='setpriv --reuid=65534 --regid=65534 --clear-groups' may=1; else may=0; fi
if [ "$may" -eq 1 ]; then
  case_is 'A port without permission is reported with its group'
  chmod 000 "$P"
  [ -z "$AS" ] || ln -sf "$(command -v setpriv)" "$box/tools/setpriv"
  run 1 --board devkitc --image "$I"
  has 'you may not use' "sudo usermod -a -G $(stat -c %G "$P" 2>/dev/null || stat -f %Sg "$P") \$USER" 'log out'
  chmod 644 "$P"
  done_case
else
  skip 'A port without permission is reported with its group' 'root may use every port, and setpriv is missing'
fi
AS=''

case_is 'Without nanoff the script prints how to install it'
mkdir -p "$box/only" && cp "$box/fake/dotnet" "$box/only/"
PATH_FOR_TEST=$box/only:$box/tools run 1 --board devkitc --image "$I"
has 'nanoff' 'dotnet tool install -g nanoff --version 2.5.162'
called
done_case

case_is 'nanoff in ~/.dotnet/tools is found'
mkdir -p "$box/home/.dotnet/tools" && cp "$box/fake/nanoff" "$box/home/.dotnet/tools/"
PATH_FOR_TEST=$box/only:$box/tools run 0 --board devkitc --image "$I" --no-log
rm -r "$box/home/.dotnet"
done_case

case_is 'Without the .NET SDK the script prints where to get it'
PATH_FOR_TEST=$box/tools run 1 --board devkitc --image "$I"
has '.NET SDK' 'https://dot.net'
done_case

# The output of nanoff --version, the expected exit code, and the expected text. PowerShell starts slowly, so flash.ps1 runs only the first five.
versions() {
  cat <<'VERSIONS'
nanoff 2.5.157+b1c2d3e|0|nanoff 2.5.157
nanoff 2.10.3|0|nanoff 2.10.3
nanoff 2.5.156+b1c2d3e|1|nanoff 2.5.156 is too old: it must be 2.5.157 or later, and below 3
.NET nanoFramework Firmware Flasher v3.0.0-preview.1+b1c2d3e|1|nanoff 3.0.0 is too new
You must install .NET: Framework 'Microsoft.NETCore.App', version '8.0.0'|1|nanoff does not tell its version
nanoff 2.5.158|0|nanoff 2.5.158
nanoff 2.4.900|1|nanoff 2.4.900 is too old
nanoff 1.9.200|1|nanoff 1.9.200 is too old
nanoff 10.0.0|1|nanoff 10.0.0 is too new
|1|Its output: nothing
VERSIONS
}

while IFS='|' read -r said code text; do
  case_is "With \"$said\" as nanoff's version the script exits with $code: $text"
  FAKE_VERSION=$said run "$code" --board devkitc --image "$I" --app-only --no-log
  has "$text"
  if [ "$code" -ne 0 ]; then
    has 'dotnet tool install -g nanoff --version 2.5.162 --allow-downgrade'
    called
  fi
  done_case
done < <(versions)

case_is 'Both scripts and both READMEs name the same version of nanoff'
sed -n "s/^readonly install_nanoff='\\(.*\\)'/\\1/p" "$flash" >"$box/out"
for file in hardware/flash.ps1 hardware/README.md README.md; do
  grep -qF -e "$(cat "$box/out")" "$repo/$file" || reason="$file names another command"
done
done_case

while IFS='|' read -r word code step text advice; do
  case_is "Exit code $code of nanoff while $step is explained: $text"
  FAKE_FAIL="$word:$code" run 1 --board devkitc --image "$I" --wifi "$box/wifi.json" --no-log
  has "Failed: " "$text" "$advice"
  done_case
done <<'CODES'
--platform|6000|asking the chip|cannot be opened|serial monitors
--platform|4005|asking the chip|cannot be opened|serial monitors
--platform|6002|asking the chip|another nanoFramework program|Visual Studio
--platform|4000|asking the chip|the chip does not answer|Hold BOOT
--update|4000|flashing|the chip does not answer|Hold BOOT
--update|4001|flashing|size of flash|4 MB
--update|4003|flashing|could not be erased or written|--flash-baud 115200
--update|4004|flashing|could not be read|--erase
--update|9005|flashing|could not be fetched|--listtargets
--update|9007|flashing|could not be fetched|--runtime-version
--update|9000|flashing|does not know these options|dotnet tool install -g nanoff --version 2.5.162 --allow-downgrade
--update|77|flashing|exit code 77|-v diag
--networkdeployment|2000|storing Wi-Fi|the runtime on the board does not answer|Press EN
--deploy|2002|deploying|the runtime on the board does not answer|--via bootloader
--deploy|9008|deploying|does not find|E9008
CODES

case_is 'A chip of another board is not flashed, and its board is named'
FAKE_CHIP=ESP32-C3 run 1 --board devkitc --image "$I"
has 'this is an ESP32-C3' '--board c3'
called "nanoff --platform esp32 --serialport $P --devicedetails"
FAKE_CHIP=ESP32 run 1 --board s3 --image "$I"
has '--board devkitc'
FAKE_CHIP=ESP32-C6 run 1 --board s3 --image "$I"
has 'this is an ESP32-C6'
lacks 'again with --board'
done_case

case_is 'A runtime without the native code that the image needs receives no image'
FAKE_NET=0x8EFB9944 run 1 --board devkitc --image "$I" --app-only
has 'lacks native code 0x6DFA71D6' 'Which runtime' '--runtime-version'
lacks 0x1549C856.
called "nanoff --nanodevice --devicedetails --serialport $P"
done_case

case_is 'A runtime that does not list its native code receives the image'
FAKE_FAIL=--devicedetails:2001 run 0 --board devkitc --image "$I" --app-only --no-log
has 'going on' 'Link failure' 'Done.'
done_case

case_is 'Deploying is tried twice'
FAKE_FAIL=--deploy:2000:1 run 0 --board devkitc --image "$I" --app-only --no-log
has 'a second try' 'Done.'
[ "$(grep -c -e --deploy "$CALLS")" -eq 2 ] || reason='not two calls'
done_case

case_is 'A port with another name after a reset is used'
FAKE_FROM=$P FAKE_MOVE=$box/ports/ttyACM0 run 0 --board devkitc --image "$I" --no-log
has "the board is back as $box/ports/ttyACM0"
grep -qF -- "--deploy --serialport $box/ports/ttyACM0" "$CALLS" || reason='the image was sent to another port'
ports ttyUSB0
done_case

case_is 'A port that does not reappear is reported'
FAKE_FROM=$P FAKE_MOVE=$box/gone run 1 --board devkitc --image "$I" --no-log
has 'has not come back' '--app-only'
ports ttyUSB0
done_case

case_is 'A missing Wi-Fi file is reported'
run 1 --board devkitc --image "$I" --app-only --wifi "$box/nowhere.json"
has 'there is no file'
done_case

case_is 'A port that does not support the speed ends the log with advice'
run 1 --log-only
has 'does not set' '8N1' 'Ctrl+C'
done_case

case_is 'The pinned runtime fits the packages of firmware/packages.config'
net=$(grep -oE 'nanoFramework\.System\.Net" version="[0-9.]+' "$repo/firmware/packages.config" | grep -oE '[0-9.]+$')
for script in flash.sh flash.ps1; do
  grep -qF "System.Net $net " "$repo/hardware/$script" || reason="$script is for another version of System.Net than $net: select another runtime, see Which runtime in hardware/README.md"
done
done_case

case_is 'flash.ps1 has the same runtime, targets, areas and advice as flash.sh'
sed -n 's/^readonly pinned_runtime=//p' "$flash" >"$box/out"
grep -qF "'$(cat "$box/out")'" "$repo/hardware/flash.ps1" || reason='another runtime'
for text in ESP32_REV0 ESP32_S3_OCTAL "'ESP32_S3'" ESP32_C3_REV3 "'ESP32_C3'" 0x1E0000 0x1B0000 $(grep -oE '\(E[0-9]{4}' "$flash"); do
  grep -qF -e "$text" "$repo/hardware/flash.ps1" || reason="flash.ps1 lacks $text"
done
done_case

case_is 'shellcheck reports nothing'
if command -v shellcheck >/dev/null; then
  shellcheck "$repo/hardware/flash.sh" "$repo/tests/hardware/flash_test.sh" >"$box/out" 2>&1 || reason='it reports problems'
  done_case
else
  skip "$name" 'shellcheck is missing'
fi

# PowerShell: the installed one, otherwise that of NuGet in artifacts/.
find_powershell() {
  local tools=$repo/artifacts/tools/powershell
  powershell=$(command -v pwsh) && return
  command -v dotnet >/dev/null || return
  # NuGet's pwsh is a script that starts dotnet, which is a fake in these tests.
  REAL_DOTNET=$(command -v dotnet)
  export REAL_DOTNET
  powershell=$tools/pwsh
  [ -x "$powershell" ] || DOTNET_NOLOGO=1 dotnet tool install powershell --version 7.6.9 --tool-path "$tools" >"$box/powershell.log" 2>&1
  [ -x "$powershell" ]
}

# run_ps STATUS ARGS...: like run, for flash.ps1.
run_ps() {
  local want=$1
  shift
  rm -f "$CALLS" "$CALLS.count"
  : >"$CALLS"
  PATH=${PATH_FOR_TEST:-$box/fake:$box/tools} HOME=$box/home NANO_WAIT=0 NANO_PORTS=${NANO_PORTS-$P} POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off NO_COLOR=1 \
    "$powershell" -NoProfile -File "$repo/hardware/flash.ps1" "$@" >"$box/out" 2>&1 </dev/null
  got=$?
  [ "$got" -eq "$want" ] || reason="ended with $got instead of $want"
}

if ! find_powershell; then
  skip 'flash.ps1 runs' 'PowerShell (pwsh) is missing, and dotnet tool install powershell failed'
else
  for board in devkitc s3 c3; do
    case_is "flash.ps1: its dry run for $board prints the same nanoff commands as flash.sh"
    run 0 --board "$board" --dry-run --image "$I" --wifi "$box/wifi.json"
    grep -oE 'nanoff .*' "$box/out" >"$box/sh"
    run_ps 0 -Board "$board" -DryRun -Image "$I" -Wifi "$box/wifi.json"
    called
    grep -oE 'nanoff .*' "$box/out" | cmp -s - "$box/sh" || reason="other commands for $board"
    done_case
  done

  # These cases find no port, so nothing is called. An unsuitable nanoff is reported before the port.
  while IFS='|' read -r said code text; do
    case_is "flash.ps1: \"$said\" as nanoff's version: $text"
    FAKE_VERSION=$said NANO_PORTS='' run_ps 1 -Board devkitc -Image "$I" -Port /nowhere
    has "$text"
    called
    if [ "$code" -eq 0 ]; then has 'there is no port /nowhere'; else
      has 'dotnet tool install -g nanoff --version 2.5.162 --allow-downgrade'
      lacks 'there is no port'
    fi
    done_case
  done < <(versions | head -n 5)

  case_is 'flash.ps1: without nanoff it prints how to install it'
  PATH_FOR_TEST=$box/only:$box/tools run_ps 1 -Board devkitc -Image "$I"
  has 'dotnet tool install -g nanoff --version 2.5.162'
  called
  done_case

  # A terminal of script(1) replaces the board's port, because .NET does not open a plain file as a port.
  if script -qfc "tty >'$box/tty'" /dev/null >/dev/null 2>&1 </dev/null && [ -s "$box/tty" ]; then
    rm "$box/tty"
    mkfifo "$box/hold"
    script -qfc "tty >'$box/tty'; cat '$box/hold'" /dev/null >/dev/null 2>&1 </dev/null &
    exec 4>"$box/hold"
    until [ -s "$box/tty" ]; do sleep 0.1; done
    T=$(cat "$box/tty")
    case_is 'flash.ps1: all steps run in the same order as in flash.sh'
    run_ps 0 -Board devkitc -Image "$I" -Wifi "$box/wifi.json" -NoLog -Port "$T"
    called "nanoff --platform esp32 --serialport $T --devicedetails" "nanoff --update --target ESP32_REV0 --serialport $T --fwversion 1.16.0.677" \
      "nanoff --nanodevice --devicedetails --serialport $T" "nanoff --networkdeployment $box/wifi.json --serialport $T" \
      "nanoff --nanodevice --deploy --serialport $T --image $I"
    has '[7/7]' 'Flash size 4MB' 'has the native code that the image needs' 'Done.'
    done_case

    case_is 'flash.ps1: a runtime without the native code that the image needs receives no image'
    FAKE_NET=0x8EFB9944 run_ps 1 -Board devkitc -Image "$I" -AppOnly -Port "$T"
    has 'lacks native code 0x6DFA71D6' 'Which runtime' '-RuntimeVersion'
    called "nanoff --nanodevice --devicedetails --serialport $T"
    done_case

    case_is 'flash.ps1: a chip of another board is not flashed, and its board is named'
    FAKE_CHIP=ESP32-C3 run_ps 1 -Board devkitc -Image "$I" -Port "$T"
    has 'this is an ESP32-C3' '-Board c3'
    called "nanoff --platform esp32 --serialport $T --devicedetails"
    done_case

    case_is 'flash.ps1: deploying is tried twice, then the exit code is explained'
    FAKE_FAIL=--deploy:2002 run_ps 1 -Board devkitc -Image "$I" -AppOnly -Port "$T"
    has 'a second try' 'the runtime on the board does not answer' '-Via bootloader'
    [ "$(grep -c -e --deploy "$CALLS")" -eq 2 ] || reason='not two calls'
    done_case
    exec 4>&-
    wait
  else
    skip 'flash.ps1: all steps' 'script(1) of util-linux is missing'
  fi
fi

printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
