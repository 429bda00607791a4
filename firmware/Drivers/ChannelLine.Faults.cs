namespace Nano.Firmware.Drivers
{
    /// <content>Describes the fault of a line in a sentence with the line, the word and the remedy.</content>
    public sealed partial class ChannelLine
    {
        private const int MaximumShown = 40;

        private int _faultStart;
        private int _faultEnd;
        private int _first;
        private int _second;
        private int _decimals;
        private string _text;

        // While the words that a driver knows, or the drivers' names, are listed for a sentence.
        private bool _isListing;
        private bool _listsDrivers;
        private string _list;

        /// <summary>The first thing that is wrong, or <see cref="LineError.None"/>.</summary>
        public LineError Error { get; private set; }

        /// <summary>The number of the line among the channel lines, 1 for the first.</summary>
        public int Number => _number;

        /// <summary>Says that something else is wrong with a word, in the driver's own words.</summary>
        /// <param name="name">The word's name.</param>
        /// <param name="remedy">The remedy, such as "max must be above min".</param>
        public void Refuse(string name, string remedy)
        {
            if (!_isListing)
            {
                int word = Find(name, out int _, out int _, out int end);
                Fail(LineError.Conflict, word < 0 ? _driver : word, word < 0 ? _words : end, remedy);
            }
        }

        /// <summary>Says that a word is missing that the driver needs.</summary>
        /// <param name="name">The word's name.</param>
        public void Miss(string name)
        {
            Fail(LineError.MissingWord, _driver, _words, name);
        }

        /// <summary>Describes what is wrong.</summary>
        /// <param name="catalog">The drivers.</param>
        internal LineFault CreateFault(DriverCatalog catalog)
        {
            int count = _faultEnd - _faultStart;
            char[] shown = new char[count < MaximumShown ? count : MaximumShown];
            for (int i = 0; i < shown.Length; i++)
            {
                byte c = _buffer[_faultStart + i];
                shown[i] = c >= ' ' && c <= '~' ? (char)c : '?';
            }

            string text = Error == LineError.UnknownDriver || Error == LineError.UnknownWord ? ListOf(catalog, Error == LineError.UnknownDriver)
                : Error == LineError.NotAnalog || Error == LineError.SecondConverter ? AnalogPins()
                : _text;
            return new LineFault(Error, _number, new string(shown), text, _first, _second, _decimals, _pins.Name);
        }

        private string AnalogPins()
        {
            // From channels to pins: to look up the channel of every pin takes 20,000 instructions.
            bool[] isAnalog = new bool[_pins.PinCount];
            for (int channel = 0; channel < _pins.AdcChannelCount; channel++)
            {
                int gpio = _pins.GpioOf(channel);
                if (gpio >= 0 && !_pins.IsSecondConverter(channel))
                {
                    isAnalog[gpio] = true;
                }
            }

            string pins = "";
            for (int pin = 0; pin < isAnalog.Length; pin++)
            {
                if (isAnalog[pin] && _pins.Check(pin, PinRole.Analog) == LineError.None)
                {
                    pins += (pins.Length > 0 ? ", " : "") + pin;
                }
            }

            return pins;
        }

        /// <summary>Lists what is asked for: the drivers' names by the catalog, or the words by the line's driver.</summary>
        private string ListOf(DriverCatalog catalog, bool areDrivers)
        {
            _list = "";
            _isListing = true;
            _listsDrivers = areDrivers;
            catalog.Build(this);
            _isListing = false;
            return _list;
        }

        private void List(string name)
        {
            _list += (_list.Length > 0 ? ", " : "") + name;
        }

        internal void Fail(LineError error, int start, int end, string text)
        {
            _text = Error == LineError.None && !_isListing ? text : _text;
            Fail(error, start, end, 0, 0, 0);
        }

        internal void FailDriver()
        {
            Fail(LineError.UnknownDriver, _driver, _words, null);
        }

        private void Fail(LineError error, int start, int end, int first, int second, int decimals)
        {
            if (Error == LineError.None && !_isListing)
            {
                Error = error;
                _faultStart = start;
                _faultEnd = end;
                _first = first;
                _second = second;
                _decimals = decimals;
            }
        }
    }
}
