using System;
using System.Text;
using Nano.Firmware.Channels;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// A channel line of a board's description, <c>channel=fan pwm pin=5 name="Fan"</c>, as its driver reads it. A driver takes the words that it knows, with their
    /// ranges and defaults, and then makes its channels if <see cref="IsReady"/>:
    /// <code>
    /// int pin = line.TakePin("pin", PinRole.Output);
    /// int safe = line.TakeNumber("safe", 0, 0, 1);
    /// if (line.IsReady)
    /// {
    ///     line.Add(new OutputChannel(line.Id, equipment.OpenPin(pin), safe));
    /// }
    /// </code>
    /// A description is read twice: first all lines are checked and nothing is opened, then the board is made. The first thing that is wrong is kept; a take that
    /// comes after it returns the default. The words name, group and order are taken for every driver. One object serves all lines in turn.
    /// </summary>
    public sealed partial class ChannelLine
    {
        /// <summary>The most words of a line.</summary>
        public const int MaximumWords = 24;

        private const string Prefix = "channel=";

        private readonly IPinTable _pins;
        private readonly Channel[] _channels;
        private readonly byte[] _orders = new byte[Board.MaximumChannels];
        private readonly string[] _ids = new string[Board.MaximumChannels];

        // For each pin the number of the line that uses it, and whether as a bus.
        private readonly byte[] _users;
        private readonly bool[] _isBus;

        private byte[] _buffer;
        private int _start;
        private int _driver;
        private int _words;
        private int _end;
        private int _number;
        private int _taken;
        private int _order;
        private int _lineIds;
        private int _idCount;
        private int _channelCount;
        private string _id;
        private string _name;
        private string _group;
        private string _quantities;

        /// <summary>Makes one.</summary>
        /// <param name="pins">The chip's table.</param>
        /// <param name="isMaking">Whether the board is being made; otherwise the lines are checked.</param>
        internal ChannelLine(IPinTable pins, bool isMaking)
        {
            _pins = pins;
            _users = new byte[pins.PinCount];
            _isBus = new bool[pins.PinCount];
            _channels = isMaking ? new Channel[Board.MaximumChannels] : null;
        }

        /// <summary>The line's id, which its channel has: 1 to 16 of a-z, 0-9 and '-'.</summary>
        public string Id => _id;

        /// <summary>The voltage that the converter reads as 4,096, in mV.</summary>
        public int AdcFullScale => _pins.AdcFullScale;

        /// <summary>The voltage that the converter reads as 0, in mV.</summary>
        public int AdcOffset => _pins.AdcOffset;

        /// <summary>How many I2C buses the chip has.</summary>
        public int I2cBusCount => _pins.I2cBusCount;

        /// <summary>How many pins of the chip can have pulse-width modulation at the same time.</summary>
        public int PwmCount => _pins.PwmCount;

        /// <summary>How many timers the chip has for them, each for two pins of one frequency.</summary>
        public int PwmTimerCount => _pins.PwmTimerCount;

        /// <summary>Whether the driver makes its channels now: nothing is wrong with the line, and the board is being made.</summary>
        public bool IsReady => _channels != null && Error == LineError.None;

        /// <summary>Whether the line names this driver.</summary>
        /// <param name="driver">The driver's name.</param>
        public bool IsFor(string driver)
        {
            if (_isListing && _listsDrivers)
            {
                List(driver);
                return false;
            }

            return Ascii.Equals(_buffer, _driver, _words - _driver, driver);
        }

        /// <summary>Whether a word is there. It is not taken by that.</summary>
        /// <param name="name">Its name.</param>
        public bool Has(string name)
        {
            return Find(name, out int _, out int _, out int _) >= 0;
        }

        /// <summary>Takes a whole number.</summary>
        /// <param name="name">The word's name.</param>
        /// <param name="fallback">The number where there is no such word.</param>
        /// <param name="minimum">The least number.</param>
        /// <param name="maximum">The greatest number.</param>
        public int TakeNumber(string name, int fallback, int minimum, int maximum)
        {
            return TakeDecimal(name, fallback, minimum, maximum, 0);
        }

        /// <summary>Takes a number with decimals, as an integer in units of the last one: 1.5 with two decimals is 150.</summary>
        /// <param name="name">The word's name.</param>
        /// <param name="fallback">The number where there is no such word, in units of the last decimal.</param>
        /// <param name="minimum">The least number, in units of the last decimal.</param>
        /// <param name="maximum">The greatest number, in units of the last decimal.</param>
        /// <param name="decimals">The most digits behind the point, 0 to 4.</param>
        public int TakeDecimal(string name, int fallback, int minimum, int maximum, int decimals)
        {
            int word = Take(name, out int value, out int end);
            if (word < 0)
            {
                return fallback;
            }

            if (value < end && TryParse(ref value, end, decimals, out long number) && value == end && number >= minimum && number <= maximum)
            {
                return (int)number;
            }

            Fail(LineError.BadNumber, word, end, minimum, maximum, decimals);
            return fallback;
        }

        /// <summary>Takes a voltage and the value that belongs to it, such as <c>820:21.5</c>. The driver needs it.</summary>
        /// <param name="name">The word's name.</param>
        /// <param name="decimals">The decimals of the value.</param>
        /// <param name="value">The value, in units of the last decimal.</param>
        /// <returns>The voltage in mV, 0 to 5,000.</returns>
        public int TakePoint(string name, int decimals, out int value)
        {
            int word = Take(name, out int at, out int end);
            value = 0;
            if (word < 0)
            {
                Miss(name);
                return 0;
            }

            bool isPoint = TryParse(ref at, end, 0, out long voltage) && voltage >= 0 && voltage <= 5000 && at < end && _buffer[at] == ':';
            at++;
            if (isPoint && at < end && TryParse(ref at, end, decimals, out long number) && at == end && number <= int.MaxValue && number >= -int.MaxValue)
            {
                value = (int)number;
                return (int)voltage;
            }

            Refuse(name, "take mV:value, such as 820:21.5, with a voltage of 0 to 5000 mV and at most " + decimals + " decimals. decimals= says how many there are");
            return 0;
        }

        /// <summary>Takes one of several values.</summary>
        /// <param name="name">The word's name.</param>
        /// <param name="choices">The values, with spaces between.</param>
        /// <param name="fallback">The place of the value where there is no such word; -1 when the driver needs it.</param>
        /// <returns>The place of the value, 0 for the first.</returns>
        public int TakeChoice(string name, string choices, int fallback)
        {
            int word = Take(name, out int value, out int end);
            if (word < 0)
            {
                if (fallback < 0)
                {
                    Miss(name);
                }

                return fallback < 0 ? 0 : fallback;
            }

            int choice = 0;
            for (int at = 0; at < choices.Length; choice++)
            {
                int space = choices.IndexOf(' ', at);
                space = space < 0 ? choices.Length : space;
                if (Ascii.Equals(_buffer, value, end - value, choices.Substring(at, space - at)))
                {
                    return choice;
                }

                at = space + 1;
            }

            Fail(LineError.BadChoice, word, end, choices);
            return fallback < 0 ? 0 : fallback;
        }

        /// <summary>Takes a word that has no value, such as <c>exclusive</c>.</summary>
        /// <param name="name">The word.</param>
        /// <returns>Whether it is there.</returns>
        public bool TakeFlag(string name)
        {
            int word = Take(name, out int value, out int end);
            if (word >= 0 && value >= 0)
            {
                Fail(LineError.BadFlag, word, end, name);
            }

            return word >= 0;
        }

        /// <summary>Takes a text, in quotes where it has spaces.</summary>
        /// <param name="name">The word's name.</param>
        /// <param name="fallback">The text where there is no such word.</param>
        /// <param name="maximum">The most bytes of UTF-8; at least one, and none of them '"', '\' or a control character.</param>
        public string TakeText(string name, string fallback, int maximum)
        {
            int word = Take(name, out int value, out int end);
            if (word < 0)
            {
                return fallback;
            }

            bool isText = value >= 0 && end > value && end - value <= maximum;
            for (int i = value; i < end && isText; i++)
            {
                isText = _buffer[i] >= ' ' && _buffer[i] != '\\' && _buffer[i] != 0x7F;
            }

            if (!isText)
            {
                Fail(LineError.BadText, word, end, 1, maximum, 0);
                return fallback;
            }

            return Encoding.UTF8.GetString(_buffer, value, end - value);
        }

        /// <summary>Takes a pin, which the driver needs, and which no other line may use unless both use it as a bus.</summary>
        /// <param name="name">The word's name.</param>
        /// <param name="role">The use that the driver makes of the pin.</param>
        /// <returns>The number of the GPIO; 0 when something is wrong.</returns>
        public int TakePin(string name, PinRole role)
        {
            if (!_isListing && !Has(name))
            {
                Miss(name);
                return 0;
            }

            int word = Find(name, out int _, out int _, out int end);
            int pin = TakeNumber(name, 0, 0, 999);
            if (Error != LineError.None || _isListing)
            {
                return 0;
            }

            LineError error = _pins.Check(pin, role);
            int user = error == LineError.None ? _users[pin] : 0;
            if (user != 0 && !(_isBus[pin] && role == PinRole.Bus))
            {
                error = LineError.Taken;
            }

            if (error != LineError.None)
            {
                Fail(error, word, end, pin, user, 0);
                return 0;
            }

            _users[pin] = (byte)_number;
            _isBus[pin] = role == PinRole.Bus;
            return pin;
        }

        /// <summary>Takes a resistor of the chip's, which the pin must have.</summary>
        /// <param name="name">The word's name; its values are none, up and down.</param>
        /// <param name="pin">The pin.</param>
        /// <returns>0 for none, 1 for a pull-up, 2 for a pull-down.</returns>
        public int TakePull(string name, int pin)
        {
            int word = Find(name, out int _, out int _, out int end);
            int pull = TakeChoice(name, "none up down", 0);
            if (Error == LineError.None && pull != 0 && !_pins.HasResistors(pin))
            {
                Fail(LineError.NoResistors, word, end, pin, 0, 0);
            }

            return pull;
        }

        /// <summary>The channel of the converter that a pin has which was taken as <see cref="PinRole.Analog"/>.</summary>
        /// <param name="pin">The pin.</param>
        public int AdcChannelOf(int pin)
        {
            return _pins.AdcChannelOf(pin);
        }

        /// <summary>
        /// Says that the driver makes several channels of the line. The id of each is the line's with '-' and a suffix behind it, and its name that of the line with a
        /// space and a quantity behind it.
        /// </summary>
        /// <param name="suffixes">The suffixes, with single spaces between; the first may be empty: that channel has the line's id.</param>
        /// <param name="quantities">The quantities, with single spaces between; an empty one leaves the name alone.</param>
        public void Split(string suffixes, string quantities)
        {
            if (_isListing || Error != LineError.None)
            {
                return;
            }

            _quantities = quantities;
            _idCount = _lineIds;
            int count = 0;
            for (int at = 0; at <= suffixes.Length && Error == LineError.None; count++)
            {
                string suffix = WordOf(suffixes, count);
                AddId(suffix.Length == 0 ? _id : _id + "-" + suffix);
                int name = _name == null ? 0 : Encoding.UTF8.GetBytes(NameOf(count)).Length;
                if (name > Channel.MaximumName && Error == LineError.None)
                {
                    Fail(LineError.BadText, Find("name", out int _, out int _, out int end), end, 1, Channel.MaximumName - (name - Encoding.UTF8.GetBytes(_name).Length), 0);
                }

                at += suffix.Length + 1;
            }
        }

        /// <summary>The id of one of the channels that <see cref="Split"/> has named.</summary>
        /// <param name="index">Which, from 0 on.</param>
        public string IdOf(int index)
        {
            return _ids[_lineIds + index];
        }

        /// <summary>Adds a channel that the driver has made, with the name, the group and the order of the line. Only while it <see cref="IsReady"/>.</summary>
        /// <param name="channel">The channel.</param>
        public void Add(Channel channel)
        {
            if (_name != null)
            {
                channel.Name = NameOf(_channelCount - _lineChannels);
            }

            if (_group != null)
            {
                channel.Group = _group;
            }

            // Lines of one order stay in their order.
            int at = _channelCount++;
            for (; at > 0 && _orders[at - 1] > _order; at--)
            {
                _channels[at] = _channels[at - 1];
                _orders[at] = _orders[at - 1];
            }

            _channels[at] = channel;
            _orders[at] = (byte)_order;
        }

        /// <summary>Adds all values of a part that the driver has made.</summary>
        /// <param name="part">The part.</param>
        public void Add(Part part)
        {
            for (int i = 0; i < part.Count; i++)
            {
                Add(part[i]);
            }
        }
    }
}
