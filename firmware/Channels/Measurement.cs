using System;

namespace Nano.Firmware.Channels
{
    /// <summary>One value of a <see cref="Part"/>, unknown until the part has published the first.</summary>
    public sealed class Measurement : Channel
    {
        private readonly Part _part;
        private int _deadband = 1;

        /// <summary>Makes a channel. <see cref="Part.Add"/> is what a part calls.</summary>
        internal Measurement(Part part, string id, string unit, int decimals, int minimum, int maximum)
            : base(id, ChannelKind.Analog, unit, minimum, maximum)
        {
            _part = part;
            Decimals = decimals;
            SetUnknown();
        }

        /// <summary>
        /// The least difference from the last value at which a new value replaces it, in units of the last decimal, so that noise is not published. Default 1: any
        /// difference.
        /// </summary>
        public int Deadband
        {
            get => _deadband;
            set => _deadband = value;
        }

        /// <summary>Sets the value.</summary>
        /// <param name="value">In units of the last decimal; outside the range it is unknown, because the part has failed.</param>
        public void Publish(long value)
        {
            long step = value - _value;
            if (value < _minimum || value > _maximum)
            {
                SetUnknown();
            }
            else if (step >= _deadband || step <= -_deadband)
            {
                _value = value;
            }
        }

        /// <summary>Says that the value is not known: the protocol's null.</summary>
        public void PublishUnknown()
        {
            SetUnknown();
        }

        /// <inheritdoc/>
        public override long Update(long now)
        {
            return _part.Update(this, now);
        }

        /// <inheritdoc/>
        public override void Attach(IChannelHost host)
        {
            _part.Attach(this, host);
        }

        /// <inheritdoc/>
        public override void Stop()
        {
            _part.Stop(this);
        }
    }
}
