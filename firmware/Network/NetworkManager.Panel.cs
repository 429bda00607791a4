using Nano.Firmware.Channels;
using Nano.Firmware.Messages;
using Nano.Firmware.Settings;
using Nano.Web.Server;

namespace Nano.Firmware.Network
{
    /// <summary>The button and the light.</summary>
    public sealed partial class NetworkManager
    {
        /// <summary>
        /// Opens the access point when the button is pressed soon after the start and held. The button must have been released once since the start, so
        /// that a permanently closed contact has no effect.
        /// </summary>
        private void WatchButton(long now)
        {
            bool isDeaf = _button == null || !Settings.HasButton || Reason == TurnReason.Unvisited;
            if (isDeaf || State == NetworkState.AccessPoint || State == NetworkState.Restarting)
            {
                return;
            }

            if (_button.Value == 0)
            {
                _isReleased = true;
                _pressed = Channel.Never;
            }
            else if (_isReleased && _pressed == Channel.Never)
            {
                // A later press gets a start time in the distant future, so that it never counts as held.
                _pressed = now - _started <= _options.PressTime ? now : Channel.Never - _options.HoldTime;
            }
            else if (_isReleased && now - _pressed >= _options.HoldTime)
            {
                _pressed = Channel.Never - _options.HoldTime;
                if (CanOpen)
                {
                    _radio.Disconnect();
                    Open(TurnReason.Button, now);
                }
            }
        }

        /// <summary>Shows the state: five blinks a second while connecting, a short flash each second while waiting, one blink each second as an access point.</summary>
        /// <returns>The time of the next change of the light.</returns>
        private long Blink(long now)
        {
            int period = 0;
            int lit = 0;
            switch (State)
            {
                case NetworkState.Connecting: period = FastBlink; lit = FastBlink / 2; break;
                case NetworkState.Waiting: period = SlowBlink; lit = Flash; break;
                case NetworkState.AccessPoint: period = SlowBlink; lit = SlowBlink / 2; break;
            }

            if (period == 0)
            {
                Light(false);
                return Channel.Never;
            }

            int phase = (int)((now - _entered) % period);
            Light(phase < lit);
            return now + (phase < lit ? lit : period) - phase;
        }

        private void Light(bool isLit)
        {
            if (_light != null && isLit != _isLit)
            {
                _isLit = isLit;
                _light.Set(isLit);
            }
        }
    }
}
