using System;

namespace Nano.Firmware.Channels
{
    /// <summary>Outputs of which at most one is on, such as the two relays of a motor's directions. The others are switched off before one is switched on.</summary>
    public sealed class Interlock
    {
        private DigitalOutput[] _outputs = new DigitalOutput[0];

        /// <summary>Adds an output.</summary>
        /// <param name="output">The output.</param>
        internal void Add(DigitalOutput output)
        {
            int count = _outputs.Length;
            DigitalOutput[] outputs = new DigitalOutput[count + 1];
            Array.Copy(_outputs, outputs, count);
            outputs[count] = output;
            _outputs = outputs;
        }

        /// <summary>Switches the others off. An exception of one of them is passed on: the output is then not switched on.</summary>
        /// <param name="output">The output that is about to be switched on.</param>
        internal void Break(DigitalOutput output)
        {
            for (int i = 0; i < _outputs.Length; i++)
            {
                // An output whose value is unknown may be on.
                if (_outputs[i] != output && _outputs[i].Value != 0)
                {
                    _outputs[i].Set(0);
                }
            }
        }
    }
}
