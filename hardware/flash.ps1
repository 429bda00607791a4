#requires -Version 7.0
<#
.SYNOPSIS
Installs nano on an ESP32: the nanoFramework runtime, Wi-Fi settings and the firmware's image. Then it shows the board's log.
.DESCRIPTION
Steps, options and advice are those of flash.sh. README.md in this folder lists the requirements and the expected output of each step.
Exit code: 0 success, 1 failure (the last lines give advice).
.PARAMETER Board
devkitc (ESP32-DevKitC), s3 (ESP32-S3-DevKitC-1) or c3 (ESP32-C3-DevKitM-1).
.PARAMETER Port
The board's serial port, such as COM7 (default: the only one).
.PARAMETER Image
Deploy this image instead of building the firmware.
.PARAMETER Wifi
Store the Wi-Fi settings of this JSON file on the board.
.PARAMETER Erase
Erase the whole flash first; necessary after other firmware.
.PARAMETER AppOnly
Do not flash the runtime.
.PARAMETER RuntimeOnly
Flash only the runtime.
.PARAMETER RuntimeVersion
A runtime version instead of the tested one; "latest" for the newest.
.PARAMETER Target
A target name of nanoFramework instead of the board's.
.PARAMETER Via
Write the image with the runtime (wire, the default) or the chip's bootloader.
.PARAMETER Address
With -Via bootloader: the image's address in flash, such as 0x1E0000.
.PARAMETER FlashBaud
The bootloader's speed; use 115200 when flashing fails.
.PARAMETER LogBaud
The log's speed; 115200 shows the chip's own boot messages.
.PARAMETER NoLog
Do not show the log.
.PARAMETER LogOnly
Only show the log.
.PARAMETER DryRun
Print the commands without running them.
.EXAMPLE
hardware/flash.ps1 -Board devkitc -Erase -Wifi $HOME/nano-wifi.json
#>
[CmdletBinding()]
param(
    [ValidateSet('devkitc', 's3', 'c3')] [string] $Board,
    [string] $Port,
    [string] $Image,
    [string] $Wifi,
    [switch] $Erase,
    [switch] $AppOnly,
    [switch] $RuntimeOnly,
    # The runtime that contains the native code of System.Net 1.11.54 and the other packages of firmware/packages.config. The script compares checksums,
    # not versions: see "Which runtime" in README.md.
    [ValidatePattern('^(latest|\d+(\.\d+){3})$')] [string] $RuntimeVersion = '1.16.0.677',
    [string] $Target,
    [ValidateSet('wire', 'bootloader')] [string] $Via = 'wire',
    [ValidatePattern('^(0x[0-9A-Fa-f]+)?$')] [string] $Address,
    [int] $FlashBaud,
    [int] $LogBaud = 921600,
    [switch] $NoLog,
    [switch] $LogOnly,
    [switch] $DryRun
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

# nanoff lists a board's native code from $oldestNanoff on. Version 3 replaced the options that this script uses by commands.
$oldestNanoff = [version] '2.5.157'
$installNanoff = 'dotnet tool install -g nanoff --version 2.5.162'

$root = Split-Path -Parent $PSScriptRoot
$project = 'firmware/Nano.Firmware.nfproj'
$built = 'artifacts/nanoframework/Nano.Firmware/Release/Nano.Firmware.bin'
$withRuntime = -not ($AppOnly -or $LogOnly)
$withApp = -not ($RuntimeOnly -or $LogOnly)
$script:step = 0
$script:answer = @()
$script:status = 0

# Prints the problem and the advice, and exits with 1.
function Stop-Flash([string] $Reason, [string[]] $Advice = @()) {
    Write-Host ''
    Write-Host "Failed: $Reason" -ForegroundColor Red
    foreach ($line in $Advice) {
        if ($line) { Write-Host "  $line" }
    }
    exit 1
}

function Write-Step([string] $Text) {
    $script:step++
    Write-Host ''
    Write-Host "[$script:step/$steps] $Text" -ForegroundColor Cyan
}

function Write-Command([string] $Name, [string[]] $Arguments) {
    $words = foreach ($word in @($Name) + $Arguments) {
        if ($word -match '^[\w./:\\=,+@-]+$') { $word } else { "'" + $word.Replace("'", "''") + "'" }
    }
    Write-Host "  > $($words -join ' ')"
}

# Runs nanoff and stores its exit code in $script:status. The output is neither piped nor captured, because nanoff draws progress on the console.
function Invoke-Nanoff([string[]] $Arguments) {
    Write-Command 'nanoff' $Arguments
    $script:status = 0
    if ($DryRun) { return }
    & nanoff @Arguments
    $script:status = $LASTEXITCODE
}

# Runs nanoff, prints its output line by line and stores it in $script:answer.
function Read-Nanoff([string[]] $Arguments) {
    Write-Command 'nanoff' $Arguments
    $script:status = 0
    $script:answer = @()
    if ($DryRun) { return }
    $script:answer = @(& nanoff @Arguments 2>&1 | ForEach-Object { Write-Host "  | $_"; "$_" })
    $script:status = $LASTEXITCODE
}

# Prints advice for an exit code of nanoff. The codes are E1000 to E9015; Linux and macOS pass them on modulo 256.
function Stop-Nanoff([int] $Status, [string] $What) {
    switch ($Status % 256) {
        { $_ -in 112, 165 } {
            Stop-Flash "${What}: the port $Port cannot be opened (E6000, E4005)." @(
                'Close all programs that may use it: serial monitors, Visual Studio, VS Code. Then unplug the board and plug it in again.')
        }
        114 {
            Stop-Flash "${What}: another nanoFramework program uses $Port (E6002)." @(
                'Close Visual Studio, VS Code and other nanoff windows, then run the same command again.')
        }
        160 {
            Stop-Flash "${What}: the chip does not answer (E4000)." @(
                'Hold BOOT, press and release EN (or RST), release BOOT: the chip now waits for a download. Then run the same command again.',
                'If that does not help, try another cable (many only charge), another USB socket, and -FlashBaud 115200.')
        }
        161 { Stop-Flash "${What}: there is no runtime for this size of flash (E4001)." @('Use a board with 4 MB or more.') }
        { $_ -in 162, 163 } {
            Stop-Flash "${What}: the flash could not be erased or written (E4002, E4003)." @(
                'Run the same command again with -FlashBaud 115200, on a short cable and without a hub.')
        }
        164 {
            Stop-Flash "${What}: the flash could not be read (E4004)." @(
                'The board may contain other firmware: run the same command again with -Erase.')
        }
        { $_ -in 208, 209, 210, 211 } {
            Stop-Flash "${What}: the runtime on the board does not answer (E2000 to E2003)." @(
                'Press EN (or RST) once and run the same command again with -AppOnly.',
                'If the board has no runtime, omit -AppOnly. -Via bootloader writes an image without the help of the runtime.')
        }
        { $_ -in 45, 46, 47, 55 } {
            Stop-Flash "${What}: the runtime could not be fetched (E9005 to E9007, E9015)." @(
                'Check that this computer is online and that the target has this version:  nanoff --listtargets --platform esp32',
                'Then select them with -Target and -RuntimeVersion ("latest" for the newest).')
        }
        48 { Stop-Flash "${What}: nanoff does not find $Image (E9008)." }
        40 { Stop-Flash "${What}: nanoff does not know these options (E9000)." @("Install the version that this script was written for:  $installNanoff --allow-downgrade") }
        default {
            Stop-Flash "${What}: nanoff ended with exit code $Status." @(
                'Run its command, printed above, again with  -v diag  at the end to see its steps.')
        }
    }
}

# The possible ports of a board: on Windows the ports of USB devices, with the names that Windows gives them.
function Get-Candidate {
    if ($env:NANO_PORTS) {
        $env:NANO_PORTS -split ' ' | Where-Object { $_ } | ForEach-Object { [pscustomobject]@{ Port = $_; Name = '' } }
    }
    elseif ($IsWindows) {
        Get-CimInstance -ClassName Win32_PnPEntity -Filter "Name LIKE '%(COM%'" |
            Where-Object { $_.PNPDeviceID -match '^(USB|FTDIBUS)' -and $_.Name -match '\((COM\d+)\)' } |
            ForEach-Object { [pscustomobject]@{ Port = [regex]::Match($_.Name, 'COM\d+').Value; Name = $_.Name } }
    }
    else {
        [System.IO.Ports.SerialPort]::GetPortNames() | Where-Object { $_ -match 'ttyUSB|ttyACM|cu\.(usb|SLAB|wch)' } |
            ForEach-Object { [pscustomobject]@{ Port = $_; Name = '' } }
    }
}

function Test-Port([string] $Name) {
    return ([System.IO.Ports.SerialPort]::GetPortNames() -contains $Name) -or (Test-Path -LiteralPath $Name)
}

function Find-Port {
    $found = @(Get-Candidate)
    if (-not $script:Port) {
        if ($found.Count -eq 1) { $script:Port = $found[0].Port }
        elseif ($DryRun) { $script:Port = 'PORT' }
        elseif ($found.Count -eq 0) {
            Stop-Flash 'no serial port found.' @(
                'Plug the board in with a cable that carries data (many only charge), at its UART or USB socket.',
                'Driver: if Device Manager shows a device without one, install the driver of the USB chip: CP210x, CH340 or FTDI.',
                'If the port has another name, specify it with -Port.')
        }
        else {
            Stop-Flash "$($found.Count) serial ports were found, and only one can be the board." @(
                @($found | ForEach-Object { "$($_.Port)  $($_.Name)" }) +
                'Unplug the board, run this again, and see which one is missing. Then specify that port with -Port.')
        }
    }
    if ($DryRun) { return }
    if (-not (Test-Port $script:Port)) {
        $names = if ($found.Count) { @($found.Port) -join ' ' } else { 'none' }
        Stop-Flash "there is no port $script:Port." @("Ports seen now: $names", 'Check that the board is plugged in. Its port may get another name after a reset.')
    }
    $serial = [System.IO.Ports.SerialPort]::new($script:Port, 115200)
    try { $serial.Open() }
    catch [System.UnauthorizedAccessException] {
        Stop-Flash "$script:Port is in use, or you may not use it." @(
            'Close the program that uses it: a serial monitor, Visual Studio, VS Code. On Linux, join the group of the port.')
    }
    catch {
        Stop-Flash "$script:Port cannot be opened: $($_.Exception.Message)" @('Unplug the board, plug it in again, and run this once more.')
    }
    finally { $serial.Dispose() }
}

# After a reset, the port of a board with native USB appears late, and possibly with another name.
function Wait-Port {
    if ($DryRun) { return }
    $pause = if ($env:NANO_WAIT) { [double] $env:NANO_WAIT } else { 1 }
    Start-Sleep -Seconds ($pause * 3)
    for ($turn = 0; $turn -lt 10; $turn++) {
        if (Test-Port $script:Port) { return }
        if ($turn -eq 0) { Write-Host "  waiting for $script:Port to come back" }
        Start-Sleep -Seconds $pause
    }
    $found = @(Get-Candidate)
    if ($found.Count -ne 1) {
        Stop-Flash "the port $script:Port has not come back." @('Press RST (or EN) once, or plug the board in again; then run this again with -AppOnly.')
    }
    $script:Port = $found[0].Port
    Write-Host "  the board is back as $script:Port"
}

function Test-Tool {
    if ($DryRun) { return }
    if (-not (Get-Command dotnet -ErrorAction Ignore)) {
        Stop-Flash 'the .NET SDK is missing.' @('Install version 10: https://dot.net')
    }
    if (-not (Get-Command nanoff -ErrorAction Ignore)) {
        $tools = Join-Path $HOME '.dotnet/tools'
        if (Test-Path -Path (Join-Path $tools 'nanoff*')) {
            $env:PATH += [System.IO.Path]::PathSeparator + $tools
        }
        else {
            Stop-Flash 'nanoff, the flashing tool, is missing.' @("Install it:  $installNanoff", 'Then open a new terminal.')
        }
    }
    Test-Nanoff
}

# Version 2 prints "nanoff 2.5.162+baccab8", version 3 ".NET nanoFramework Firmware Flasher v3.0.0+...".
function Test-Nanoff {
    $repair = "Install the version that this script was written for:  $installNanoff --allow-downgrade"
    $said = @(& nanoff --version 2>&1) -join ' '
    if ($said -notmatch '(?:nanoff|Flasher) v?(\d+\.\d+\.\d+)') {
        Stop-Flash 'nanoff does not tell its version.' @("Its output: $(if ($said) { $said } else { 'nothing' })", $repair)
    }
    $found = [version] $Matches[1]
    if ($found.Major -gt 2) {
        Stop-Flash "nanoff $found is too new: its options are not those of version 2." @($repair)
    }
    if ($found -lt $oldestNanoff) {
        Stop-Flash "nanoff $found is too old: it must be $oldestNanoff or later, and below 3." @($repair)
    }
    Write-Host "  nanoff $found"
}

function Build-Image {
    Set-Location -LiteralPath $root
    $script:Image = $built
    $arguments = @($project, '-nologo', '-v:minimal', '-nr:false', '-p:Configuration=Release')
    $builder = $null
    if ($env:NanoFrameworkProjectSystemPath) {
        $builder = 'dotnet'
        $arguments = @('msbuild') + $arguments + "-p:NanoFrameworkProjectSystemPath=$env:NanoFrameworkProjectSystemPath"
    }
    elseif ($IsWindows) {
        # The Visual Studio extension installs the project system where Visual Studio's own MSBuild finds it.
        $where = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio/Installer/vswhere.exe'
        if (Test-Path -LiteralPath $where) {
            $builder = & $where -latest -products '*' -requires Microsoft.Component.MSBuild -find 'MSBuild\**\Bin\MSBuild.exe' | Select-Object -First 1
        }
    }
    if (-not $builder) {
        if (-not $DryRun) {
            Stop-Flash "nanoFramework's project system, which builds the firmware, is missing." @(
                'Install Visual Studio with the nanoFramework extension, or set NanoFrameworkProjectSystemPath to its folder v1.0/.',
                'See "Building the image" in hardware/README.md, or specify an existing image with -Image.')
        }
        $builder = 'msbuild'
    }
    Write-Command 'dotnet' @('run', 'hardware/restore.cs')
    if (-not $DryRun) {
        & dotnet run hardware/restore.cs | Out-Host
        if ($LASTEXITCODE -ne 0) { Stop-Flash 'the packages could not be restored.' @('The lines above give the reason.') }
    }
    Write-Command $builder $arguments
    if ($DryRun) { return }
    $log = 'artifacts/flash-build.log'
    New-Item -ItemType Directory -Force -Path 'artifacts' | Out-Null
    Remove-Item -LiteralPath $script:Image -ErrorAction Ignore
    & $builder @arguments > $log
    if ($LASTEXITCODE -ne 0) {
        Select-String -LiteralPath $log -Pattern 'error' | ForEach-Object { $_.Line } | Sort-Object -Unique | Select-Object -First 20 | Out-Host
        Stop-Flash 'the firmware does not build.' @("The full output: $log")
    }
    if (-not (Test-Path -LiteralPath $script:Image)) {
        Stop-Flash "the build left no $script:Image." @("Only an application (OutputType Exe) has an image. The full output: $log")
    }
}

# An image consists of the program's assemblies in nanoFramework's format (PE), one after the other. Each begins with NFMRK1. Its sixth 32-bit word is
# the checksum of the native code that it requires, or 0. This function returns the checksums that are not 0.
function Get-NativeChecksum([byte[]] $Bytes) {
    for ($i = 0; $i + 24 -le $Bytes.Length; $i += 4) {
        if ($Bytes[$i] -eq 0x4E -and [System.BitConverter]::ToUInt32($Bytes, $i) -eq 0x524D464E -and [System.BitConverter]::ToUInt32($Bytes, $i + 4) -eq 0x314B) {
            $checksum = [System.BitConverter]::ToUInt32($Bytes, $i + 20)
            if ($checksum -ne 0) { '0x{0:X8}' -f $checksum }
        }
    }
}

function Test-Image {
    if ($DryRun) { return }
    if (-not (Test-Path -LiteralPath $script:Image -PathType Leaf)) { Stop-Flash "there is no image $script:Image." }
    $script:bytes = [System.IO.File]::ReadAllBytes((Resolve-Path -LiteralPath $script:Image).ProviderPath)
    if ([System.Text.Encoding]::ASCII.GetString($script:bytes, 0, [Math]::Min(6, $script:bytes.Length)) -ne 'NFMRK1') {
        Stop-Flash "$script:Image is no nanoFramework image." @('Specify the .bin file of the firmware build, not a .pe, .dll or a runtime.')
    }
    Write-Host "  ${script:Image}: $($script:bytes.Length) bytes"
}

# Compares the chip with the board, because nanoff flashes any target without a check.
function Test-Chip {
    Read-Nanoff (@('--platform', 'esp32', '--serialport', $script:Port, '--devicedetails') + $baud)
    if ($DryRun) { return }
    if ($script:status -ne 0) { Stop-Nanoff $script:status 'Reading the chip' }
    $at = [array]::FindIndex([string[]] $script:answer, [Predicate[string]] { param($line) $line -match '^Connected to:' })
    if ($at -lt 0 -or $at + 1 -ge $script:answer.Count) { return }
    $seen = ($script:answer[$at + 1].Trim() -split ' ')[0]
    if ($seen -eq $chip) { return }
    $other = @{ 'ESP32' = 'devkitc'; 'ESP32-S3' = 's3'; 'ESP32-C3' = 'c3' }[$seen]
    $advice = if ($other) { "Run this again with -Board $other." } else { '' }
    Stop-Flash "this is an $seen, but -Board $Board requires an $chip." @($advice)
}

# A runtime without the native code that the image requires does not start it, and reports that only in the log.
function Test-Runtime {
    Read-Nanoff @('--nanodevice', '--devicedetails', '--serialport', $script:Port)
    if ($DryRun) { return }
    $text = $script:answer -join "`n"
    if ($script:status -ne 0 -or $text -notmatch 'checksum 0x') {
        Write-Host '  The runtime did not list its native code; going on. If the log shows "Link failure", the runtime does not fit the image.'
        return
    }
    $missing = @(Get-NativeChecksum $script:bytes | Sort-Object -Unique | Where-Object { $text -notmatch "checksum $_" })
    if ($missing.Count) {
        Stop-Flash "the runtime on the board does not fit this image: it lacks native code $($missing -join ' ')." @(
            'The list "Native Assemblies" above shows what it has. A runtime fits certain packages only: see "Which runtime" in hardware/README.md,',
            "then flash another one:  hardware/flash.ps1 -Board $Board -RuntimeVersion VERSION")
    }
    Write-Host '  The runtime has the native code that the image needs.'
}

function Send-Image {
    if ($Via -eq 'bootloader') {
        # The address is always given: the default of nanoff, 0x1B0000, lies within the runtime of an ESP32.
        Invoke-Nanoff (@('--target', $Target, '--serialport', $script:Port, '--deploy', '--image', $script:Image, '--address', $Address) + $baud)
    }
    else {
        $arguments = @('--nanodevice', '--deploy', '--serialport', $script:Port, '--image', $script:Image)
        Invoke-Nanoff $arguments
        if ($script:status -ne 0) {
            Write-Host '  The runtime did not answer. Press EN (or RST) on the board; a second try follows.'
            Wait-Port
            $arguments[3] = $script:Port
            Invoke-Nanoff $arguments
        }
    }
    if ($script:status -ne 0) { Stop-Nanoff $script:status 'Deploying the image' }
    Wait-Port
}

function Show-Log {
    Write-Host '  Press EN (or RST) to see the start. Ctrl+C ends the log; the board continues to run.'
    if ($DryRun) { Write-Host "  (reads $script:Port at $LogBaud baud, 8N1)"; return }
    $serial = [System.IO.Ports.SerialPort]::new($script:Port, $LogBaud)
    $serial.Encoding = [System.Text.Encoding]::UTF8
    try {
        $serial.Open()
        while ($true) {
            $text = $serial.ReadExisting()
            if ($text) { Write-Host $text -NoNewline } else { Start-Sleep -Milliseconds 20 }
        }
    }
    catch {
        Stop-Flash "the log of $script:Port ended: $($_.Exception.Message)" @('Plug the board in again, close other programs that may use the port, and run this with -LogOnly.')
    }
    finally { $serial.Dispose() }
}

if (-not $Board -and ($withRuntime -or $withApp)) { Stop-Flash '-Board is missing: devkitc, s3 or c3.' @('Help:  Get-Help hardware/flash.ps1 -Detailed') }
if ($Address -and $Via -ne 'bootloader') { Stop-Flash '-Address requires -Via bootloader.' }
if ($Erase -and -not $withRuntime) { Stop-Flash '-Erase also removes the runtime, so it excludes -AppOnly and -LogOnly.' }
if (-not ($withRuntime -or $withApp -or $Wifi) -and $NoLog) { Stop-Flash 'the options exclude all steps.' }

# The board's chip, the address of its deployment area (partition tables of nf-interpreter) and its target name. Runtime 1.17 changed the target names
# of the S3 and the C3.
$older = $RuntimeVersion -ne 'latest' -and [version] $RuntimeVersion -lt [version] '1.17'
$chip = ''
switch ($Board) {
    'devkitc' { $chip = 'ESP32'; $area = '0x1E0000'; $name = 'ESP32_REV0' }
    's3' { $chip = 'ESP32-S3'; $area = '0x1B0000'; $name = if ($older) { 'ESP32_S3' } else { 'ESP32_S3_OCTAL' } }
    'c3' { $chip = 'ESP32-C3'; $area = '0x1B0000'; $name = if ($older) { 'ESP32_C3_REV3' } else { 'ESP32_C3' } }
}
if ($chip) {
    if (-not $Target) { $Target = $name }
    if (-not $Address) { $Address = $area }
}
$baud = @(if ($FlashBaud) { '--baud'; "$FlashBaud" })
if ($Image) { $Image = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Image) }
if ($Wifi) { $Wifi = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Wifi) }

$steps = 1 + $(if ($withApp) { 3 } else { 0 }) + $(if ($withRuntime) { 2 } else { 0 }) + $(if ($Wifi) { 1 } else { 0 }) + $(if ($NoLog) { 0 } else { 1 })
$start = Get-Location
$rollForward = $env:DOTNET_ROLL_FORWARD
try {
    # nanoff requires .NET 8; Major permits a newer runtime.
    if (-not $rollForward) { $env:DOTNET_ROLL_FORWARD = 'Major' }
    Write-Step 'Tools and port'
    if ($withRuntime -or $withApp -or $Wifi) { Test-Tool }
    Find-Port
    Write-Host "  port $Port"
    if ($withApp) {
        Write-Step 'Image'
        if (-not $Image) { Build-Image }
        Test-Image
    }
    if ($withRuntime) {
        Write-Step 'Chip'
        Test-Chip
        Write-Step "Runtime: $Target, version $RuntimeVersion"
        $arguments = @('--update', '--target', $Target, '--serialport', $Port)
        if ($RuntimeVersion -ne 'latest') { $arguments += @('--fwversion', $RuntimeVersion) }
        if ($Erase) { $arguments += '--masserase' }
        Invoke-Nanoff ($arguments + $baud)
        if ($script:status -ne 0) { Stop-Nanoff $script:status 'Flashing the runtime' }
        Wait-Port
    }
    if ($withApp) {
        Write-Step 'Does the runtime fit the image?'
        Test-Runtime
    }
    if ($Wifi) {
        Write-Step 'Wi-Fi settings'
        if (-not $DryRun -and -not (Test-Path -LiteralPath $Wifi -PathType Leaf)) { Stop-Flash "there is no file $Wifi." }
        Invoke-Nanoff @('--networkdeployment', $Wifi, '--serialport', $Port)
        if ($script:status -ne 0) { Stop-Nanoff $script:status 'Storing the Wi-Fi settings' }
        Wait-Port
    }
    if ($withApp) {
        Write-Step 'Deploying'
        Send-Image
    }
    if (-not $NoLog) {
        Write-Step "Log of $Port"
        Show-Log
    }
    Write-Host ''
    Write-Host $(if ($DryRun) { 'Dry run: nothing was done.' } else { 'Done.' })
}
finally {
    Set-Location -LiteralPath $start.Path
    $env:DOTNET_ROLL_FORWARD = $rollForward
}
