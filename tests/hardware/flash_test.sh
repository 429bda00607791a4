#!/usr/bin/env bash
# Tests hardware/flash.sh and flash.ps1 without a board: nanoff, dotnet and the serial ports are fakes in a folder of their own.
# One line a case; the last line is "N passed, N failed, N skipped". Exit code: 0 without failures.
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

# The script in a tree of its own, so that a build here leaves nothing there.
mkdir -p "$box/tree/hardware" "$box/tree/firmware" "$box/fake" "$box/tools" "$box/ports" "$box/home"
cp "$repo/hardware/flash.sh" "$box/tree/hardware/"
flash=$box/tree/hardware/flash.sh
bash=$(command -v bash)

# Everything the script may call, and nothing else: no dotnet, no nanoff, no lsof of this machine.
for tool in awk bash cat chmod dirname env grep head id mkdir od rm sed sleep sort stat stty tail touch tr uname wc; do
  ln -s "$(command -v "$tool")" "$box/tools/$tool"
done

# One chunk of an image: the marker, three words, the native checksum (its bytes, lowest first), and one word more.
chunk() { printf 'NFMRK1\0\0%b%b%b' '\1\1\1\1\2\2\2\2\0\0\0\0' "$1" '\377\377\377\377'; }
{ chunk '\x56\xc8\x49\x15'; chunk '\0\0\0\0'; chunk '\xd6\x71\xfa\x6d'; } >"$box/good.bin"
printf 'MZ this is a dll' >"$box/other.bin"

cat >"$box/fake/dotnet" <<'FAKE'
#!/usr/bin/env bash
case ${1:-} in */pwsh.dll) exec "$REAL_DOTNET" "$@" ;; esac
echo "dotnet $*" >>"$CALLS"
case "$*" in
  *msbuild*) [ "${FAKE_BUILD:-good}" = bad ] && { echo 'Board.cs(1,1): error CS1002: ; expected'; exit 1; }
    [ "${FAKE_BUILD:-good}" = empty ] || { mkdir -p artifacts/nanoframework/Nano.Board/Release; cat "$IMAGE" >artifacts/nanoframework/Nano.Board/Release/Nano.Board.bin; } ;;
esac
FAKE
# FAKE_VERSION: what it says when it is asked for its version; that call is not noted.
# FAKE_FAIL="WORD:CODE[:TIMES]": a call with that option ends with that code, always or so many times.
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

ports() { # ports NAME...: what is plugged in
  rm -f "$box"/ports/*
  local name
  for name; do : >"$box/ports/$name"; done
}

# run STATUS ARGS...: runs the script; its output in $box/out; complains when it ends with another status.
run() {
  local want=$1
  shift
  rm -f "$CALLS" "$CALLS.count"
  : >"$CALLS"
  PATH=${PATH_FOR_TEST:-$box/fake:$box/tools} HOME=$box/home NANO_WAIT=0 NANO_PORTS="$box/ports/tty*" ${AS:-} "$bash" "$flash" "$@" >"$box/out" 2>&1 </dev/null
  got=$?
  [ "$got" -eq "$want" ] || reason="ended with $got instead of $want"
}

has() { # has TEXT...: the output holds each
  local text
  for text; do grep -qF -e "$text" "$box/out" || reason="does not say: $text"; done
}
lacks() {
  local text
  for text; do if grep -qF -e "$text" "$box/out"; then reason="says: $text"; fi; done
}
called() { # called LINE...: nanoff and dotnet were called exactly so
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
  case_is "A wrong command line ends with 2: ${wrong:-no option at all}"
  # shellcheck disable=SC2086 # words on purpose
  run 2 $wrong
  has '--help'
  called
  done_case
done

while read -r board target latest area; do
  case_is "Dry run for $board: the pinned runtime and its target, nothing called"
  run 0 --board "$board" --dry-run --port "$P"
  has "\$ nanoff --platform esp32 --serialport $P --devicedetails" "\$ nanoff --update --target $target --serialport $P --fwversion 1.16.0.677" \
    "\$ nanoff --nanodevice --deploy --serialport $P --image artifacts/nanoframework/Nano.Board/Release/Nano.Board.bin" \
    '$ dotnet run hardware/restore.cs' '$ dotnet msbuild firmware/Nano.Board.nfproj' '[7/7]' 'Dry run'
  called
  done_case
  case_is "Dry run for $board: the newest runtime has its own target name"
  run 0 --board "$board" --dry-run --runtime-version latest
  has "\$ nanoff --update --target $latest --serialport $P"
  lacks --fwversion
  done_case
  case_is "Dry run for $board: through the bootloader the image goes to $area"
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

case_is 'Dry run: steps can be left out'
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

case_is 'Dry run: erasing, speeds, a target and an address of one'\''s own'
run 0 --board devkitc --dry-run --erase --flash-baud 115200 --log-baud 115200 --target ESP32_PSRAM_REV3 --via bootloader --address 0x1C0000 --image "$I"
has "--update --target ESP32_PSRAM_REV3 --serialport $P --fwversion 1.16.0.677 --masserase --baud 115200" '--address 0x1C0000 --baud 115200' "$P 115200 raw"
done_case

case_is 'Dry run without a port prints PORT'
ports
run 0 --board s3 --dry-run
has '--serialport PORT'
ports ttyUSB0
done_case

case_is 'The whole way: chip, runtime, its native code, Wi-Fi, image, in this order'
echo '{}' >"$box/wifi.json"
run 0 --board devkitc --image "$I" --wifi "$box/wifi.json" --no-log
called "nanoff --platform esp32 --serialport $P --devicedetails" "nanoff --update --target ESP32_REV0 --serialport $P --fwversion 1.16.0.677" \
  "nanoff --nanodevice --devicedetails --serialport $P" "nanoff --networkdeployment $box/wifi.json --serialport $P" \
  "nanoff --nanodevice --deploy --serialport $P --image $I"
has '[7/7]' 'Flash size 4MB' 'has the native code that the image needs' 'Done.'
done_case

case_is 'A relative image is found from where the user stands'
(cd "$box" && run 0 --board devkitc --image good.bin --app-only --no-log && cp "$box/out" "$box/kept"; [ -z "$reason" ]) || reason="ended with another status"
done_case

case_is 'The firmware is built when no image is given'
NanoFrameworkProjectSystemPath=/system/v1.0/ run 0 --board devkitc --app-only --no-log
called 'dotnet run hardware/restore.cs' \
  'dotnet msbuild firmware/Nano.Board.nfproj -nologo -v:minimal -nr:false -p:Configuration=Release -p:NanoFrameworkProjectSystemPath=/system/v1.0/' \
  "nanoff --nanodevice --devicedetails --serialport $P" "nanoff --nanodevice --deploy --serialport $P --image artifacts/nanoframework/Nano.Board/Release/Nano.Board.bin"
done_case

case_is 'The project system of the VS Code extension is found'
extension=$box/home/.vscode/extensions/nanoframework.vscode-nanoframework-1.0.9/dist/utils/nanoFramework/v1.0
mkdir -p "$extension"
run 0 --board devkitc --app-only --no-log
grep -qF -- "-p:NanoFrameworkProjectSystemPath=$extension/" "$CALLS" || reason='it was not passed on'
rm -r "$box/home/.vscode"
done_case

case_is 'Without a project system the build says where to get one'
run 1 --board devkitc --app-only
has 'project system' 'NanoFrameworkProjectSystemPath' '--image'
called
done_case

case_is 'A build that fails shows its errors and its log'
NanoFrameworkProjectSystemPath=/s/ FAKE_BUILD=bad run 1 --board devkitc --app-only
has 'error CS1002' 'does not build' 'artifacts/flash-build.log'
done_case

case_is 'A build that leaves no image says why'
NanoFrameworkProjectSystemPath=/s/ FAKE_BUILD=empty run 1 --board devkitc --app-only
has 'left no artifacts/nanoframework' 'OutputType Exe'
done_case

case_is 'An image that is none is refused before anything is flashed'
run 1 --board devkitc --image "$box/other.bin"
has 'no nanoFramework image' '.bin'
called
run 1 --board devkitc --image "$box/nowhere.bin"
has 'there is no image'
done_case

case_is 'No port: cable and driver'
ports
run 1 --board devkitc --image "$I"
has 'no serial port found' 'cable' 'Driver' '--port'
called
done_case

case_is 'Two ports: both are named, none is chosen'
ports ttyUSB0 ttyUSB1
run 1 --board devkitc --image "$I"
has '2 serial ports' "$box/ports/ttyUSB0" "$box/ports/ttyUSB1" '--port'
called
run 0 --board devkitc --image "$I" --no-log --port "$box/ports/ttyUSB1"
has "port $box/ports/ttyUSB1"
ports ttyUSB0
done_case

case_is 'A named port that is not there'
run 1 --board devkitc --image "$I" --port "$box/ports/ttyUSB7"
has 'there is no port' "$P"
called
done_case

case_is 'A port in use names the process'
FAKE_BUSY=1 run 1 --board devkitc --image "$I"
has "$P is in use by process 4711" 'Close that program'
called
done_case

if [ "$(id -u)" -ne 0 ]; then AS='' may=1; elif command -v setpriv >/dev/null; then AS='setpriv --reuid=65534 --regid=65534 --clear-groups' may=1; else may=0; fi
if [ "$may" -eq 1 ]; then
  case_is 'A port one may not use names its group'
  chmod 000 "$P"
  [ -z "$AS" ] || ln -sf "$(command -v setpriv)" "$box/tools/setpriv"
  run 1 --board devkitc --image "$I"
  has 'you may not use' "sudo usermod -a -G $(stat -c %G "$P" 2>/dev/null || stat -f %Sg "$P") \$USER" 'log out'
  chmod 644 "$P"
  done_case
else
  skip 'A port one may not use names its group' 'root may use every port, and setpriv is missing'
fi
AS=''

case_is 'Without nanoff: how to install it'
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

case_is 'Without the .NET SDK: where to get it'
PATH_FOR_TEST=$box/tools run 1 --board devkitc --image "$I"
has '.NET SDK' 'https://dot.net'
done_case

# What nanoff says, the exit code that must follow, and what must be told. PowerShell starts slowly: flash.ps1 gets the first five.
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
|1|It says: nothing
VERSIONS
}

while IFS='|' read -r said code text; do
  case_is "A nanoff that says \"$said\" ends with $code: $text"
  FAKE_VERSION=$said run "$code" --board devkitc --image "$I" --app-only --no-log
  has "$text"
  if [ "$code" -ne 0 ]; then
    has 'dotnet tool install -g nanoff --version 2.5.162 --allow-downgrade'
    called
  fi
  done_case
done < <(versions)

case_is 'Both scripts and both READMEs ask for the same nanoff'
sed -n "s/^readonly install_nanoff='\\(.*\\)'/\\1/p" "$flash" >"$box/out"
for file in hardware/flash.ps1 hardware/README.md README.md; do
  grep -qF -e "$(cat "$box/out")" "$repo/$file" || reason="$file names another command"
done
done_case

while IFS='|' read -r word code step text advice; do
  case_is "nanoff ends with $code while $step: $text"
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

case_is 'A chip that is not the board'\''s is not flashed, and the right name is given'
FAKE_CHIP=ESP32-C3 run 1 --board devkitc --image "$I"
has 'this is an ESP32-C3' '--board c3'
called "nanoff --platform esp32 --serialport $P --devicedetails"
FAKE_CHIP=ESP32 run 1 --board s3 --image "$I"
has '--board devkitc'
FAKE_CHIP=ESP32-C6 run 1 --board s3 --image "$I"
has 'this is an ESP32-C6'
lacks 'again with --board'
done_case

case_is 'A runtime without the native code that the image needs gets no image'
FAKE_NET=0x8EFB9944 run 1 --board devkitc --image "$I" --app-only
has 'lacks native code 0x6DFA71D6' 'Which runtime' '--runtime-version'
lacks 0x1549C856.
called "nanoff --nanodevice --devicedetails --serialport $P"
done_case

case_is 'A runtime that does not list its native code gets the image all the same'
FAKE_FAIL=--devicedetails:2001 run 0 --board devkitc --image "$I" --app-only --no-log
has 'going on' 'Link failure' 'Done.'
done_case

case_is 'Deploying is tried twice'
FAKE_FAIL=--deploy:2000:1 run 0 --board devkitc --image "$I" --app-only --no-log
has 'a second try' 'Done.'
[ "$(grep -c -e --deploy "$CALLS")" -eq 2 ] || reason='not two calls'
done_case

case_is 'A board that comes back under another name is followed'
FAKE_FROM=$P FAKE_MOVE=$box/ports/ttyACM0 run 0 --board devkitc --image "$I" --no-log
has "the board is back as $box/ports/ttyACM0"
grep -qF -- "--deploy --serialport $box/ports/ttyACM0" "$CALLS" || reason='the image went elsewhere'
ports ttyUSB0
done_case

case_is 'A board that does not come back'
FAKE_FROM=$P FAKE_MOVE=$box/gone run 1 --board devkitc --image "$I" --no-log
has 'has not come back' '--app-only'
ports ttyUSB0
done_case

case_is 'A missing Wi-Fi file'
run 1 --board devkitc --image "$I" --app-only --wifi "$box/nowhere.json"
has 'there is no file'
done_case

case_is 'A port without a speed ends the log with advice'
run 1 --log-only
has 'does not set' '8N1' 'Ctrl+C'
done_case

case_is 'The pinned runtime belongs to the packages that firmware/packages.config pins'
net=$(grep -oE 'nanoFramework\.System\.Net" version="[0-9.]+' "$repo/firmware/packages.config" | grep -oE '[0-9.]+$')
for script in flash.sh flash.ps1; do
  grep -qF "System.Net $net " "$repo/hardware/$script" || reason="$script was pinned for another System.Net than $net: choose the runtime anew, see Which runtime in hardware/README.md"
done
done_case

case_is 'flash.ps1 has the same runtime, targets, areas and advice as flash.sh'
sed -n 's/^readonly pinned_runtime=//p' "$flash" >"$box/out"
grep -qF "'$(cat "$box/out")'" "$repo/hardware/flash.ps1" || reason='another runtime'
for text in ESP32_REV0 ESP32_S3_OCTAL "'ESP32_S3'" ESP32_C3_REV3 "'ESP32_C3'" 0x1E0000 0x1B0000 $(grep -oE '\(E[0-9]{4}' "$flash"); do
  grep -qF -e "$text" "$repo/hardware/flash.ps1" || reason="flash.ps1 lacks $text"
done
done_case

case_is 'shellcheck has nothing to say'
if command -v shellcheck >/dev/null; then
  shellcheck "$repo/hardware/flash.sh" "$repo/tests/hardware/flash_test.sh" >"$box/out" 2>&1 || reason='it has'
  done_case
else
  skip "$name" 'shellcheck is missing'
fi

# PowerShell: the one that is installed, or else that of NuGet, in artifacts/.
find_powershell() {
  local tools=$repo/artifacts/tools/powershell
  powershell=$(command -v pwsh) && return
  command -v dotnet >/dev/null || return
  # NuGet's pwsh is a script that starts dotnet, which is a fake here.
  REAL_DOTNET=$(command -v dotnet)
  export REAL_DOTNET
  powershell=$tools/pwsh
  [ -x "$powershell" ] || DOTNET_NOLOGO=1 dotnet tool install powershell --version 7.6.9 --tool-path "$tools" >"$box/powershell.log" 2>&1
  [ -x "$powershell" ]
}

# run_ps STATUS ARGS...: the same as run, for flash.ps1.
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
  skip 'flash.ps1 runs' 'PowerShell (pwsh) is missing, and dotnet tool install powershell does not bring it'
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

  # No port is found in these: nothing is called, but a nanoff that fits is told before.
  while IFS='|' read -r said code text; do
    case_is "flash.ps1: a nanoff that says \"$said\": $text"
    FAKE_VERSION=$said NANO_PORTS='' run_ps 1 -Board devkitc -Image "$I" -Port /nowhere
    has "$text"
    called
    if [ "$code" -eq 0 ]; then has 'there is no port /nowhere'; else
      has 'dotnet tool install -g nanoff --version 2.5.162 --allow-downgrade'
      lacks 'there is no port'
    fi
    done_case
  done < <(versions | head -n 5)

  case_is 'flash.ps1: without nanoff it says how to install it'
  PATH_FOR_TEST=$box/only:$box/tools run_ps 1 -Board devkitc -Image "$I"
  has 'dotnet tool install -g nanoff --version 2.5.162'
  called
  done_case

  # A terminal of script(1) stands for the board's port: .NET opens no plain file as one.
  if script -qfc "tty >'$box/tty'" /dev/null >/dev/null 2>&1 </dev/null && [ -s "$box/tty" ]; then
    rm "$box/tty"
    mkfifo "$box/hold"
    script -qfc "tty >'$box/tty'; cat '$box/hold'" /dev/null >/dev/null 2>&1 </dev/null &
    exec 4>"$box/hold"
    until [ -s "$box/tty" ]; do sleep 0.1; done
    T=$(cat "$box/tty")
    case_is 'flash.ps1: the whole way, in the same order as flash.sh'
    run_ps 0 -Board devkitc -Image "$I" -Wifi "$box/wifi.json" -NoLog -Port "$T"
    called "nanoff --platform esp32 --serialport $T --devicedetails" "nanoff --update --target ESP32_REV0 --serialport $T --fwversion 1.16.0.677" \
      "nanoff --nanodevice --devicedetails --serialport $T" "nanoff --networkdeployment $box/wifi.json --serialport $T" \
      "nanoff --nanodevice --deploy --serialport $T --image $I"
    has '[7/7]' 'Flash size 4MB' 'has the native code that the image needs' 'Done.'
    done_case

    case_is 'flash.ps1: a runtime without the native code that the image needs gets no image'
    FAKE_NET=0x8EFB9944 run_ps 1 -Board devkitc -Image "$I" -AppOnly -Port "$T"
    has 'lacks native code 0x6DFA71D6' 'Which runtime' '-RuntimeVersion'
    called "nanoff --nanodevice --devicedetails --serialport $T"
    done_case

    case_is 'flash.ps1: a chip that is not the board'\''s is not flashed, and the right name is given'
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
    skip 'flash.ps1: the whole way' 'script(1) of util-linux is missing'
  fi
fi

printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
