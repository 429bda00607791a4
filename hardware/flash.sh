#!/usr/bin/env bash
# Installs nano on an ESP32: the nanoFramework runtime, Wi-Fi settings and the firmware's image. Then it shows the board's log.
# For Linux and macOS; on Windows use flash.ps1. README.md in this folder lists the requirements and the expected output of each step.
set -u

# The runtime that contains the native code of System.Net 1.11.54 and the other packages of firmware/packages.config. The script compares checksums,
# not versions: see "Which runtime" in README.md.
readonly pinned_runtime=1.16.0.677

# nanoff lists a board's native code from oldest_nanoff on. Version 3 replaced the options that this script uses by commands.
readonly oldest_nanoff=2.5.157
readonly install_nanoff='dotnet tool install -g nanoff --version 2.5.162'

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
readonly here root
readonly project=firmware/Nano.Firmware.nfproj
readonly output=artifacts/nanoframework/Nano.Firmware/Release

board='' port='' image='' target='' runtime=$pinned_runtime address='' wifi='' via=wire flash_baud='' log_baud=921600
with_runtime=1 with_app=1 with_log=1 erase=0 dry=0
step=0 steps=0

usage() {
  cat <<'TEXT'
Usage: hardware/flash.sh --board devkitc|s3|c3 [options]

  --board NAME          devkitc (ESP32-DevKitC), s3 (ESP32-S3-DevKitC-1) or c3 (ESP32-C3-DevKitM-1)
  --port PORT           the board's serial port (default: the only one)
  --image FILE          deploy this image instead of building the firmware
  --wifi FILE           store the Wi-Fi settings of this JSON file on the board
  --erase               erase the whole flash first; necessary after other firmware
  --app-only            do not flash the runtime
  --runtime-only        flash only the runtime
  --runtime-version V   a runtime version instead of the tested one; "latest" for the newest
  --target NAME         a target name of nanoFramework instead of the board's
  --via wire|bootloader write the image with the runtime (wire, the default) or the chip's bootloader
  --address 0xN         with --via bootloader: the image's address in flash
  --flash-baud N        the bootloader's speed; use 115200 when flashing fails
  --log-baud N          the log's speed (921600); 115200 shows the chip's own boot messages
  --no-log              do not show the log
  --log-only            only show the log
  --dry-run             print the commands without running them
  --help                print this text

Exit code: 0 success, 1 failure (the last lines give advice), 2 an invalid option.
TEXT
}

# fail PROBLEM ADVICE...: prints the problem and the advice, and exits with 1.
fail() {
  printf '\nFailed: %s\n' "$1" >&2
  shift
  for line; do printf '  %s\n' "$line" >&2; done
  exit 1
}

wrong() {
  printf 'flash.sh: %s\nTry hardware/flash.sh --help\n' "$1" >&2
  exit 2
}

announce() {
  step=$((step + 1))
  printf '\n[%d/%d] %s\n' "$step" "$steps" "$1"
}

# show COMMAND...: prints a command with shell quoting.
show() {
  printf '  $'
  printf ' %q' "$@"
  printf '\n'
}

# run COMMAND...: prints a command, and runs it unless this is a dry run.
run() {
  show "$@"
  [ "$dry" -eq 1 ] || "$@"
}

# run_nanoff ARGS: runs nanoff, which requires .NET 8; DOTNET_ROLL_FORWARD=Major permits a newer runtime. Its output is not piped, because it draws
# progress on the terminal.
run_nanoff() {
  show nanoff "$@"
  [ "$dry" -eq 1 ] || DOTNET_ROLL_FORWARD=${DOTNET_ROLL_FORWARD:-Major} nanoff "$@"
}

# ask_nanoff ARGS: runs nanoff, prints its output line by line and stores it in $answer.
ask_nanoff() {
  show nanoff "$@"
  answer=''
  [ "$dry" -eq 0 ] || return 0
  answer=$(
    set -o pipefail
    DOTNET_ROLL_FORWARD=${DOTNET_ROLL_FORWARD:-Major} nanoff "$@" 2>&1 | while IFS= read -r line || [ -n "$line" ]; do
      printf '  | %s\n' "$line" >&2
      printf '%s\n' "$line"
    done
  )
}

# explain STATUS WHAT: prints advice for an exit code of nanoff. The codes are E1000 to E9015; a shell sees them modulo 256.
explain() {
  case $1 in
    112 | 165) fail "$2: the port $port cannot be opened (E6000, E4005)." \
      'Close all programs that may use it: serial monitors, Visual Studio, VS Code. Then unplug the board and plug it in again.' ;;
    114) fail "$2: another nanoFramework program uses $port (E6002)." \
      'Close Visual Studio, VS Code and other nanoff windows, then run the same command again.' ;;
    160) fail "$2: the chip does not answer (E4000)." \
      'Hold BOOT, press and release EN (or RST), release BOOT: the chip now waits for a download. Then run the same command again.' \
      'If that does not help, try another cable (many only charge), another USB socket, and --flash-baud 115200.' ;;
    161) fail "$2: there is no runtime for this size of flash (E4001)." "Use a board with 4 MB or more." ;;
    162 | 163) fail "$2: the flash could not be erased or written (E4002, E4003)." \
      'Run the same command again with --flash-baud 115200, on a short cable and without a hub.' ;;
    164) fail "$2: the flash could not be read (E4004)." \
      'The board may contain other firmware: run the same command again with --erase.' ;;
    208 | 209 | 210 | 211) fail "$2: the runtime on the board does not answer (E2000 to E2003)." \
      'Press EN (or RST) once and run the same command again with --app-only.' \
      'If the board has no runtime, omit --app-only. --via bootloader writes an image without the help of the runtime.' ;;
    45 | 46 | 47 | 55) fail "$2: the runtime could not be fetched (E9005 to E9007, E9015)." \
      'Check that this computer is online and that the target has this version:  nanoff --listtargets --platform esp32' \
      'Then select them with --target and --runtime-version ("latest" for the newest).' ;;
    48) fail "$2: nanoff does not find $image (E9008)." ;;
    40) fail "$2: nanoff does not know these options (E9000)." "Install the version that this script was written for:  $install_nanoff --allow-downgrade" ;;
    127) fail "$2: nanoff could not be started." "Install it:  $install_nanoff" ;;
    *) fail "$2: nanoff ended with exit code $1." 'Run its command, printed above, again with  -v diag  at the end to see its steps.' ;;
  esac
}

candidates() {
  local pattern path
  local -a patterns
  if [ -n "${NANO_PORTS:-}" ]; then
    read -r -a patterns <<<"$NANO_PORTS"
  elif [ "$(uname)" = Darwin ]; then
    patterns=('/dev/cu.usbserial*' '/dev/cu.usbmodem*' '/dev/cu.SLAB_USBtoUART*' '/dev/cu.wchusbserial*')
  else
    patterns=('/dev/ttyUSB*' '/dev/ttyACM*')
  fi
  for pattern in "${patterns[@]}"; do
    compgen -G "$pattern" || true
  done | while IFS= read -r path; do
    [ -e "$path" ] && printf '%s\n' "$path"
  done | sort -u
}

find_port() {
  local found count
  found=$(candidates)
  if [ -z "$port" ]; then
    count=$(grep -c . <<<"$found")
    if [ "$count" -eq 1 ]; then
      port=$found
    elif [ "$dry" -eq 1 ]; then
      port=PORT
    elif [ "$count" -eq 0 ]; then
      fail 'no serial port found.' \
        'Plug the board in with a cable that carries data (many only charge), at its UART or USB socket.' \
        'Driver: Linux contains it; macOS and Windows may need the driver of the USB chip: CP210x, CH340 or FTDI.' \
        'If the port has another name, specify it with --port.'
    else
      fail "$count serial ports were found, and only one can be the board." "${found//$'\n'/$'\n'  }" \
        'Unplug the board, run this again, and see which one is missing. Then specify that port with --port.'
    fi
  fi
  [ "$dry" -eq 0 ] || return 0
  if [ ! -e "$port" ]; then
    fail "there is no port $port." "Ports seen now: ${found:-none}" 'Check that the board is plugged in. Its port may get another name after a reset.'
  fi
  if [ ! -r "$port" ] || [ ! -w "$port" ]; then
    local group
    group=$(stat -c %G "$port" 2>/dev/null || stat -f %Sg "$port")
    fail "you may not use $port, because it belongs to the group $group." "Join the group:  sudo usermod -a -G $group \$USER" 'Then log out and in again.'
  fi
  local users=''
  if command -v lsof >/dev/null; then
    users=$(lsof -t -- "$port" 2>/dev/null | tr '\n' ' ')
  elif command -v fuser >/dev/null; then
    users=$(fuser "$port" 2>/dev/null)
  fi
  if [ -n "${users// /}" ]; then
    fail "$port is in use by process ${users% }." 'Close that program (a serial monitor, Visual Studio, VS Code) and run this again.'
  fi
}

# After a reset, the port of a board with native USB appears late, and possibly with another name.
settle_port() {
  [ "$dry" -eq 0 ] || return 0
  local turn found
  sleep "${NANO_WAIT:-3}"
  for turn in 1 2 3 4 5 6 7 8 9 10; do
    [ ! -e "$port" ] || return 0
    [ "$turn" -eq 1 ] && printf '  waiting for %s to come back\n' "$port"
    sleep "${NANO_WAIT:-1}"
  done
  found=$(candidates)
  if [ -n "$found" ] && [ "$(grep -c . <<<"$found")" -eq 1 ]; then
    printf '  the board is back as %s\n' "$found"
    port=$found
  else
    fail "the port $port has not come back." 'Press RST (or EN) once, or plug the board in again; then run this again with --app-only.'
  fi
}

check_tools() {
  [ "$dry" -eq 0 ] || return 0
  if ! command -v dotnet >/dev/null; then
    fail 'the .NET SDK is missing.' 'Install version 10: https://dot.net'
  fi
  if ! command -v nanoff >/dev/null; then
    local at=$HOME/.dotnet/tools/nanoff
    if [ -x "$at" ]; then
      PATH=$PATH:$HOME/.dotnet/tools
    else
      # shellcheck disable=SC2016 # for the user's shell
      fail 'nanoff, the flashing tool, is missing.' "Install it:  $install_nanoff" \
        'Then open a new terminal, or:  export PATH="$PATH:$HOME/.dotnet/tools"'
    fi
  fi
  check_nanoff
}

# Version 2 prints "nanoff 2.5.162+baccab8", version 3 ".NET nanoFramework Firmware Flasher v3.0.0+...".
check_nanoff() {
  local said found pattern='(nanoff|Flasher) v?([0-9]+)\.([0-9]+)\.([0-9]+)'
  local repair="Install the version that this script was written for:  $install_nanoff --allow-downgrade"
  said=$(DOTNET_ROLL_FORWARD=${DOTNET_ROLL_FORWARD:-Major} nanoff --version 2>&1)
  if ! [[ $said =~ $pattern ]]; then
    fail 'nanoff does not tell its version.' "Its output: ${said:-nothing}" "$repair"
  fi
  found=${BASH_REMATCH[2]}.${BASH_REMATCH[3]}.${BASH_REMATCH[4]}
  if [ "${BASH_REMATCH[2]}" -gt 2 ]; then
    fail "nanoff $found is too new: its options are not those of version 2." "$repair"
  fi
  if [ "$(printf '%s\n' "$oldest_nanoff" "$found" | sort -t . -k 1,1n -k 2,2n -k 3,3n | head -n 1)" != "$oldest_nanoff" ]; then
    fail "nanoff $found is too old: it must be $oldest_nanoff or later, and below 3." "$repair"
  fi
  printf '  nanoff %s\n' "$found"
}

build_image() {
  local log=artifacts/flash-build.log system=${NanoFrameworkProjectSystemPath:-} extension
  local -a build=(dotnet msbuild)
  cd "$root" || exit 1
  image=$output/Nano.Firmware.bin
  if [ -z "$system" ]; then
    extension=$(compgen -G "$HOME/.vscode/extensions/nanoframework.vscode-nanoframework-*/dist/utils/nanoFramework/v1.0" | tail -n 1)
    system=${extension:+$extension/}
  fi
  if [ -z "${NF_MDP_MSBUILDTASK_PATH:-}" ] && command -v msbuild >/dev/null; then
    build=(msbuild) # Mono's MSBuild, which runs the tasks of the extension
  fi
  build+=("$project" -nologo -v:minimal -nr:false -p:Configuration=Release "-p:NanoFrameworkProjectSystemPath=${system:-PATH}")
  if [ "$dry" -eq 0 ] && [ -z "$system" ]; then
    fail "nanoFramework's project system, which builds the firmware, is missing." \
      'Install the nanoFramework extension of VS Code, or set NanoFrameworkProjectSystemPath to its folder v1.0/.' \
      'See "Building the image" in hardware/README.md, or specify an existing image with --image.'
  fi
  run dotnet run hardware/restore.cs || fail 'the packages could not be restored.' 'The lines above give the reason.'
  show "${build[@]}"
  [ "$dry" -eq 0 ] || return 0
  mkdir -p artifacts
  rm -f "$image"
  if ! "${build[@]}" >"$log" 2>&1; then
    grep -E 'error' "$log" | sort -u | head -n 20 >&2
    fail 'the firmware does not build.' "The full output: $log"
  fi
  [ -f "$image" ] || fail "the build left no $image." "Only an application (OutputType Exe) has an image. The full output: $log"
}

# An image consists of the program's assemblies in nanoFramework's format (PE), one after the other. Each begins with NFMRK1. Its sixth 32-bit word
# is the checksum of the native code that it requires, or 0. This function prints the checksums that are not 0.
native_checksums() {
  od -An -v -t x4 "$1" | awk '
    { for (i = 1; i <= NF; i++) word[n++] = $i }
    END {
      for (i = 0; i + 5 < n; i++)
        if (word[i] == "524d464e" && word[i + 1] == "0000314b" && word[i + 5] != "00000000") print "0x" toupper(word[i + 5])
    }' | sort -u
}

check_image() {
  [ "$dry" -eq 0 ] || return 0
  [ -f "$image" ] || fail "there is no image $image."
  if [ "$(head -c 6 "$image")" != NFMRK1 ]; then
    fail "$image is no nanoFramework image." 'Specify the .bin file of the firmware build, not a .pe, .dll or a runtime.'
  fi
  printf '  %s: %s bytes\n' "$image" "$(wc -c <"$image" | tr -d ' ')"
}

# Compares the chip with the board, because nanoff flashes any target without a check.
check_chip() {
  local -a args=(--platform esp32 --serialport "$port" --devicedetails)
  [ -z "$flash_baud" ] || args+=(--baud "$flash_baud")
  ask_nanoff "${args[@]}" || explain $? 'Reading the chip'
  [ "$dry" -eq 0 ] || return 0
  local seen other
  seen=$(awk '/^Connected to:/ { getline; print $1; exit }' <<<"$answer" | tr -d '\r')
  [ -n "$seen" ] && [ "$seen" != "$chip" ] || return 0
  case $seen in
    ESP32) other=devkitc ;;
    ESP32-S3) other=s3 ;;
    ESP32-C3) other=c3 ;;
    *) other='' ;;
  esac
  fail "this is an $seen, but --board $board requires an $chip." "${other:+Run this again with --board $other.}"
}

flash_runtime() {
  local -a args=(--update --target "$target" --serialport "$port")
  [ "$runtime" = latest ] || args+=(--fwversion "$runtime")
  [ "$erase" -eq 0 ] || args+=(--masserase)
  [ -z "$flash_baud" ] || args+=(--baud "$flash_baud")
  run_nanoff "${args[@]}" || explain $? 'Flashing the runtime'
  settle_port
}

# A runtime without the native code that the image requires does not start it, and reports that only in the log.
check_runtime() {
  ask_nanoff --nanodevice --devicedetails --serialport "$port"
  local status=$? missing='' checksum
  [ "$dry" -eq 0 ] || return 0
  if [ "$status" -ne 0 ] || ! grep -q 'checksum 0x' <<<"$answer"; then
    printf '  The runtime did not list its native code; going on. If the log shows "Link failure", the runtime does not fit the image.\n'
    return 0
  fi
  for checksum in $(native_checksums "$image"); do
    grep -qi "checksum $checksum" <<<"$answer" || missing+=" $checksum"
  done
  if [ -n "$missing" ]; then
    fail "the runtime on the board does not fit this image: it lacks native code$missing." \
      'The list "Native Assemblies" above shows what it has. A runtime fits certain packages only: see "Which runtime" in hardware/README.md,' \
      "then flash another one:  hardware/flash.sh --board $board --runtime-version VERSION"
  fi
  printf '  The runtime has the native code that the image needs.\n'
}

store_wifi() {
  [ "$dry" -eq 1 ] || [ -f "$wifi" ] || fail "there is no file $wifi."
  run_nanoff --networkdeployment "$wifi" --serialport "$port" || explain $? 'Storing the Wi-Fi settings'
  settle_port
}

deploy() {
  local -a args
  if [ "$via" = bootloader ]; then
    # The address is always given: the default of nanoff, 0x1B0000, lies within the runtime of an ESP32.
    args=(--target "$target" --serialport "$port" --deploy --image "$image" --address "$address")
    [ -z "$flash_baud" ] || args+=(--baud "$flash_baud")
    run_nanoff "${args[@]}" || explain $? 'Deploying the image'
  else
    args=(--nanodevice --deploy --serialport "$port" --image "$image")
    if ! run_nanoff "${args[@]}"; then
      printf '  The runtime did not answer. Press EN (or RST) on the board; a second try follows.\n'
      sleep "${NANO_WAIT:-5}"
      settle_port
      run_nanoff "${args[@]}" || explain $? 'Deploying the image'
    fi
  fi
  settle_port
}

show_log() {
  local flag=-F
  [ "$(uname)" != Darwin ] || flag=-f
  printf '  Press EN (or RST) to see the start. Ctrl+C ends the log; the board continues to run.\n'
  show stty "$flag" "$port" "$log_baud" raw -echo -hupcl clocal
  show cat "$port"
  [ "$dry" -eq 0 ] || return 0
  trap 'printf "\n"; exit 0' INT
  # Keeps the port open, because macOS resets the speed of a closed port.
  exec 3<>"$port" || fail "$port cannot be opened." 'Close the program that uses it and run this again with --log-only.'
  if ! stty "$log_baud" raw -echo -hupcl clocal <&3; then
    fail "this system does not set $port to $log_baud baud." 'Use a serial monitor that supports it, such as that of VS Code, with 921600 baud, 8N1.'
  fi
  cat <&3
  fail "the board has disconnected from $port." 'Plug it in again and run this with --log-only.'
}

value() {
  [ $# -ge 2 ] || wrong "$1 needs a value"
  [ -n "$2" ] || wrong "$1 needs a value"
}

while [ $# -gt 0 ]; do
  case $1 in
    --board) value "$@"; board=$2; shift ;;
    --port) value "$@"; port=$2; shift ;;
    --image) value "$@"; image=$2; shift ;;
    --wifi) value "$@"; wifi=$2; shift ;;
    --target) value "$@"; target=$2; shift ;;
    --runtime-version) value "$@"; runtime=$2; shift ;;
    --via) value "$@"; via=$2; shift ;;
    --address) value "$@"; address=$2; shift ;;
    --flash-baud) value "$@"; flash_baud=$2; shift ;;
    --log-baud) value "$@"; log_baud=$2; shift ;;
    --erase) erase=1 ;;
    --app-only) with_runtime=0 ;;
    --runtime-only) with_app=0 ;;
    --no-log) with_log=0 ;;
    --log-only) with_runtime=0 with_app=0 ;;
    --dry-run) dry=1 ;;
    --help | -h) usage; exit 0 ;;
    *) wrong "unknown option $1" ;;
  esac
  shift
done

# The board's chip, the address of its deployment area (partition tables of nf-interpreter) and its target name. Runtime 1.17 changed the target names
# of the S3 and the C3.
older=0
case $runtime in 1.[0-9].* | 1.1[0-6].*) older=1 ;; esac
case $board in
  devkitc) chip=ESP32 area=0x1E0000 name=ESP32_REV0 ;;
  s3) chip=ESP32-S3 area=0x1B0000 name=ESP32_S3_OCTAL; [ "$older" -eq 0 ] || name=ESP32_S3 ;;
  c3) chip=ESP32-C3 area=0x1B0000 name=ESP32_C3; [ "$older" -eq 0 ] || name=ESP32_C3_REV3 ;;
  '') [ "$with_runtime$with_app" = 00 ] || wrong '--board is missing: devkitc, s3 or c3' ;;
  *) wrong "unknown board $board: devkitc, s3 or c3" ;;
esac
target=${target:-${name:-}}

case $via in wire | bootloader) ;; *) wrong '--via must be wire or bootloader' ;; esac
if [ -n "$address" ]; then
  [ "$via" = bootloader ] || wrong '--address requires --via bootloader'
  [[ $address =~ ^0x[0-9A-Fa-f]+$ ]] || wrong '--address must be hexadecimal, such as 0x1E0000'
fi
address=${address:-${area:-}}
[[ $log_baud =~ ^[0-9]+$ && ${flash_baud:-0} =~ ^[0-9]+$ ]] || wrong 'a baud rate must be a number'
[ "$runtime" = latest ] || [[ $runtime =~ ^[0-9]+(\.[0-9]+){3}$ ]] || wrong '--runtime-version must be a version such as 1.16.0.677, or latest'
if [ "$erase" -eq 1 ] && [ "$with_runtime" -eq 0 ]; then wrong '--erase also removes the runtime, so it excludes --app-only and --log-only'; fi
if [ "$with_runtime$with_app$with_log" = 000 ] && [ -z "$wifi" ]; then wrong 'the options exclude all steps'; fi
# --image is relative to the user's current folder; the build runs in the root of the repository.
case $image in '' | /*) ;; *) image=$PWD/$image ;; esac
given=$image

steps=1
[ "$with_app" -eq 0 ] || steps=$((steps + 3))
[ "$with_runtime" -eq 0 ] || steps=$((steps + 2))
[ -z "$wifi" ] || steps=$((steps + 1))
[ "$with_log" -eq 0 ] || steps=$((steps + 1))

announce 'Tools and port'
if [ "$with_runtime$with_app" != 00 ] || [ -n "$wifi" ]; then check_tools; fi
find_port
printf '  port %s\n' "$port"
if [ "$with_app" -eq 1 ]; then
  announce 'Image'
  [ -n "$given" ] || build_image
  check_image
fi
if [ "$with_runtime" -eq 1 ]; then
  announce 'Chip'
  check_chip
  announce "Runtime: $target, version $runtime"
  flash_runtime
fi
if [ "$with_app" -eq 1 ]; then
  announce 'Does the runtime fit the image?'
  check_runtime
fi
if [ -n "$wifi" ]; then
  announce 'Wi-Fi settings'
  store_wifi
fi
if [ "$with_app" -eq 1 ]; then
  announce 'Deploying'
  deploy
fi
if [ "$with_log" -eq 1 ]; then
  announce "Log of $port"
  show_log
fi
if [ "$dry" -eq 1 ]; then printf '\nDry run: nothing was done.\n'; else printf '\nDone.\n'; fi
