using System;
using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Network;
using Nano.Firmware.Settings;
using Nano.Firmware.Web;
using Nano.Web.Server;

namespace Nano.Firmware.Startup
{
    /// <summary>
    /// Starts a board with any saved settings and any size of heap: settings, pins, connections, network. A function that is not possible is left out, and
    /// <see cref="Device.Notices"/> says so. A start that fails nevertheless restarts the board after a pause, and a safe start follows after three of those.
    /// </summary>
    public sealed partial class StartSequence
    {
        /// <summary>How long a start that has failed waits before it restarts the board, in milliseconds.</summary>
        public const int RestartPause = 10000;

        private const int MaximumNotices = 8;

        private readonly Platform _platform;
        private readonly StartCounter _counter;
        private readonly NetworkTurn _turn;
        private MessageLog _log = new MessageLog();
        private StartNotice[] _notices = new StartNotice[0];
        private SettingsFile _file;
        private RestartResource _restart;
        private NetworkManager _network;

        // The device while it is fitted to the heap: a field, because a local would keep a discarded device alive until it is assigned again.
        private Device _device;
        private bool _hasThreads;
        private bool _isBare;

        /// <summary>Makes one.</summary>
        /// <param name="platform">The platform under it.</param>
        public StartSequence(Platform platform)
        {
            _platform = platform;
            _counter = new StartCounter(platform.Store);
            _turn = new NetworkTurn(platform.Store);
        }

        /// <summary>Starts the board and serves. An exception, of memory that runs out too, is logged and restarts the board: a program that ends would leave it dead until someone resets it.</summary>
        /// <returns>True when the device was stopped on request; false when it could not listen, or the restart is left to the caller.</returns>
        [NotInlined]
        public bool Run()
        {
            try
            {
                // In a method of its own, so that objects that only the start needs can be collected.
                Device device = Start();
                if (device == null)
                {
                    return false;
                }

                _platform.OnListening(device);
                if (!_isBare)
                {
                    _platform.WatchLoop();
                }

                try
                {
                    // Not Device.Run, which is the same: each method below this takes 200 bytes for as long as the board serves.
                    device.Server.Run();
                }
                finally
                {
                    device.Board.Stop();
                }

                _counter.Clear();
                if (_restart != null && _restart.IsAsked)
                {
                    ResetReason.Save(_platform.Store, ResetReason.Request);
                    _platform.Restart();
                }

                return true;
            }
            catch (Exception e)
            {
                Report(e);
            }

            _platform.Wait(RestartPause);
            ResetReason.Save(_platform.Store, ResetReason.Failure);
            _platform.Restart();
            return false;
        }

        /// <summary>Makes the device and begins to listen.</summary>
        /// <returns>The device; null when it cannot listen and the platform gives up.</returns>
        [NotInlined]
        public Device Start()
        {
            long free = _platform.ReadFreeMemory();
            Log("nano " + Device.Version + ": " + free + " bytes of managed memory are free at boot.");
            int failed = _counter.Begin();
            _file = new SettingsFile(_platform.Store);
            BoardSettings saved = Load(_file);
            BoardSettings settings = saved;
            bool isSafe = failed >= StartCounter.SafeAfter;
            if (isSafe)
            {
                settings = saved.ToSafe();
                Note(StartNotice.SafeStart, "Safe start: the last " + failed + " starts did not reach 60 s of service. No pins are used, and all limits are the defaults. After 60 s the next start is a normal one.");
            }

            // Before the steps that take memory or time: from here on the outputs have their safe values.
            Board board = isSafe ? _platform.CreateBoard(null) : CreateBoard(settings);
            settings.Apply(board);
            OutputMemory outputs = OutputMemory.CountOf(board) > 0 ? new OutputMemory(_platform.Store, board) : null;
            _turn.Load();
            _turn.Board = board;
            _turn.RestoreOutputs();
            Radio radio = _platform.OpenRadio();
            bool hasSettings = _file.IsFound;
            string reason = ResetReason.Take(_platform.Store);
            reason = reason == ResetReason.Power && _turn.Reason != TurnReason.None ? ResetReason.Setup : reason;
            _log.Add("Started, reason: " + reason + ".");
            Device device = CreateDevice(board, radio, settings, saved, hasSettings, isSafe);
            device.Notices = _notices;
            device.ResetReason = reason;
            device.Radio = radio;
            device.Server.AddTask(_counter);
            if (!_hasThreads)
            {
                device.Server.AddTask(new HeapCompactor(_platform, radio == null ? null : radio.Listener as NetworkManager));
            }

            if (outputs != null)
            {
                device.Server.AddTask(outputs);
            }

            _platform.OnCreated(device);

            // Garbage of the start lies between the objects that stay: compacting leaves one free piece behind those, in which the connections are made.
            _platform.CompactMemory();
            if (!Listen(device))
            {
                return null;
            }

            if (!_hasThreads)
            {
                // Allowed, because no thread waits yet: the memory that listening has freed is in one piece again, too.
                _platform.CompactMemory();
            }

            long left = _platform.ReadFreeMemory();
            Log("Memory: " + device.Server.Options.Slots + " connections with " + device.Server.BufferMemory + " bytes of buffers. The device takes "
                + (free - left) + " bytes in all; " + left + " bytes are left.");
            return device;
        }

        private BoardSettings Load(SettingsFile file)
        {
            BoardSettings settings = new BoardSettings(_platform.Chip);
            byte[] address = _platform.HardwareAddress;
            if (address != null)
            {
                settings.Id = Identity.CreateId(address);
            }

            file.Load(settings);
            if (settings.HasUnreadablePassword)
            {
                Note(StartNotice.Password, "The board had a password, which cannot be read. Nobody can sign in: erase the settings (hardware/README.md).");
            }

            if (file.IsDamaged)
            {
                Note(StartNotice.Settings, settings.HasUnreadablePassword ? "Settings were saved and cannot be read. The defaults apply."
                    : "Settings were saved and cannot be read. The defaults apply, and the password is as it was.");
            }
            else if (file.Problem != null)
            {
                Note(StartNotice.Settings, file.Problem);
            }
            else
            {
                Log(file.IsFound ? "Settings: loaded." : "Settings: none are saved. The defaults apply.");
            }

            return settings;
        }

        /// <summary>Makes the device with as many slots as fit in the memory, at least one.</summary>
        private Device CreateDevice(Board board, Radio radio, BoardSettings settings, BoardSettings saved, bool hasSettings, bool isSafe)
        {
            DevicePlan plan = new DevicePlan(_platform, board, settings, hasSettings, isSafe);
            int wanted = plan.Slots;
            plan.Slots = SlotBudget.Guess(_platform.ReadFreeMemory(), plan.CreateServerOptions());
            while (true)
            {
                // The last device is garbage now, if nothing refers to it any more.
                board.Detach();
                if (radio != null)
                {
                    radio.Listener = null;
                }

                Transport transport = plan.CreateTransport();
                _device = TryCreate(plan, board, transport, radio, saved);
                _hasThreads = transport.HasThreads;
                _isBare = plan.IsBare;
                int fit = _device == null ? plan.Slots - 1 : SlotBudget.Fit(_platform.ReadFreeMemory() + (plan.IsBare ? SlotBudget.Thread : 0), _device.Server.Options, _hasThreads);
                if (fit >= plan.Slots)
                {
                    if (plan.IsLean)
                    {
                        // One sentence, because a notice has 190 bytes at most.
                        Note(StartNotice.Memory, "The memory is too small for history, CBOR"
                            + (plan.IsWithoutOwner ? ", settings and log over HTTP" : "")
                            + (plan.IsWithoutFigures ? ", most figures" : "")
                            + (plan.IsNameless ? ", its name in the network, MQTT" : "")
                            + (plan.IsBare ? ", /metrics, /events, a watchdog." : "."));
                    }

                    if (fit < wanted)
                    {
                        Note(StartNotice.Slots, "The memory is enough for " + fit + " of " + wanted + " connections."
                            + (plan.IsLean ? "" : " Smaller buffers and a shorter history allow more."));
                    }

                    return _device;
                }

                // Collected before the next one is made: the heap is too small for both.
                _device = null;
                _restart = null;
                _network = null;
                if (_log != null)
                {
                    _log.Server = null;
                }

                if (fit > 0 || plan.Slots > 1)
                {
                    plan.Slots = fit > 0 ? fit : 1;
                }
                else if (!plan.HasDefaultLimits)
                {
                    plan.UseDefaultLimits();
                    plan.Slots = SlotBudget.Guess(_platform.ReadFreeMemory(), plan.CreateServerOptions());
                    Note(StartNotice.Limits, "The memory is too small for a connection with the limits of the settings. The default limits are used.");
                }
                else if (!plan.IsLean)
                {
                    plan.IsLean = true;
                }
                else if (!plan.IsWithoutOwner)
                {
                    plan.IsWithoutOwner = true;
                    _log = null;
                    if (radio == null || !radio.IsAccessPoint)
                    {
                        // Only the set-up page needs the file then.
                        _file = null;
                    }
                }
                else if (!plan.IsWithoutFigures)
                {
                    plan.IsWithoutFigures = true;
                    board.Detach();
                    board.RemoveFigures();
                }
                else if (!plan.IsNameless && radio != null && !radio.IsAccessPoint)
                {
                    plan.IsNameless = true;
                }
                else if (!plan.IsBare)
                {
                    plan.IsBare = true;
                }
                else
                {
                    throw new InvalidOperationException("The memory is too small for a single connection: " + _platform.ReadFreeMemory() + " bytes are free.");
                }
            }
        }

        /// <summary>Makes the device as planned. Options that are refused give way to the defaults.</summary>
        /// <returns>The device; null when memory runs out.</returns>
        private Device TryCreate(DevicePlan plan, Board board, Transport transport, Radio radio, BoardSettings saved)
        {
            while (true)
            {
                try
                {
                    DeviceOptions options = plan.CreateDeviceOptions();
                    Device device = new Device(board, transport, plan.CreateServerOptions(), options);
                    BrokerLog.Connect(_platform, device, options, radio);
                    _network = null;
                    AddNetwork(device, radio, saved, plan.IsNameless);
                    if (!plan.IsWithoutOwner)
                    {
                        AddOwner(device, saved);
                    }

                    return device;
                }
                catch (OutOfMemoryException)
                {
                    return null;
                }
                catch (ArgumentException e)
                {
                    if (!plan.HasDefaultLimits)
                    {
                        plan.UseDefaultLimits();
                        Note(StartNotice.Limits, "The limits of the settings cannot be used (" + Describe(e) + "). The defaults are used.");
                    }
                    else if (!plan.IsLocked)
                    {
                        plan.IsLocked = true;
                        Note(StartNotice.Password, "The password of the settings cannot be used (" + Describe(e) + "). Nobody can sign in: erase the settings (hardware/README.md).");
                    }
                    else
                    {
                        throw;
                    }
                }

                board.Detach();
            }
        }

        [NotInlined]
        private bool Listen(Device device)
        {
            while (true)
            {
                try
                {
                    device.Start();
                    return true;
                }
                catch (OutOfMemoryException)
                {
                    throw;
                }
                catch (Exception e)
                {
                    if (!_platform.OnCannotListen(e))
                    {
                        return false;
                    }
                }
            }
        }

        private static Channel Find(Board board, string id)
        {
            byte[] name = Encoding.UTF8.GetBytes(id);
            return board.Find(name, 0, name.Length);
        }
    }
}
