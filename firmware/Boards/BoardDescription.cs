using System.Text;
using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Firmware.Boards
{
    /// <summary>
    /// The description of the hardware on a board: text with a line for each driver that makes channels, <c>channel=led output pin=2</c>. README.md has the grammar. A
    /// description is accepted by <see cref="Check"/>, which opens nothing, and then <see cref="Create"/> makes the board of it.
    /// </summary>
    public sealed class BoardDescription
    {
        /// <summary>The longest text in bytes.</summary>
        public const int MaximumLength = 2400;

        // Number of bytes that are validated in one step of the check.
        private const int ValidatedAtOnce = 512;

        private readonly byte[] _text;
        private readonly int _count;
        private readonly Chip _chip;

        // While it is checked.
        private DriverCatalog _drivers;
        private Utf8Validator _utf8;
        private ChannelLine _line;
        private int _at;

        /// <summary>Makes the description of a chip's own board.</summary>
        /// <param name="chip">The chip; null when it is unknown: then there are no lines.</param>
        public BoardDescription(Chip chip)
        {
            _chip = chip;
            _text = Encoding.UTF8.GetBytes(chip == null ? "" : chip.DefaultChannels);
            _count = _text.Length;
        }

        /// <summary>Makes one of a text.</summary>
        /// <param name="chip">The chip; null when it is unknown: then only a description without lines is accepted.</param>
        /// <param name="text">Holds the lines, each ended by LF. It is not changed.</param>
        /// <param name="count">The length of the text.</param>
        public BoardDescription(Chip chip, byte[] text, int count)
        {
            _chip = chip;
            _text = text;
            _count = count;
        }

        /// <summary>The chip; null when it is unknown.</summary>
        public Chip Chip => _chip;

        /// <summary>Whether there is no line.</summary>
        public bool IsEmpty => _count == 0;

        /// <summary>Holds the text.</summary>
        public byte[] Text => _text;

        /// <summary>The length of the text.</summary>
        public int Count => _count;

        /// <summary>Why <see cref="Check"/> did not accept it; null when it did.</summary>
        public LineFault Fault { get; private set; }

        /// <summary>Checks it, and opens nothing.</summary>
        /// <param name="drivers">The drivers that the image has.</param>
        /// <returns>Whether it is accepted; otherwise <see cref="Fault"/> says why not.</returns>
        public bool Check(DriverCatalog drivers)
        {
            BeginCheck(drivers);
            while (CheckNext())
            {
            }

            return Fault == null;
        }

        /// <summary>Begins to check it in steps, for callers that do other work between them: see <see cref="CheckNext"/>.</summary>
        /// <param name="drivers">The drivers that the image has.</param>
        public void BeginCheck(DriverCatalog drivers)
        {
            _drivers = drivers;
            _utf8 = new Utf8Validator();
            _line = null;
            _at = 0;
            Fault = null;
            if (_count > 0 && _chip == null)
            {
                Refuse(LineError.UnknownChip);
            }
            else if (_count > MaximumLength)
            {
                Refuse(LineError.TooLong);
            }
        }

        /// <summary>Does the next step of the check: some bytes of UTF-8, or a line.</summary>
        /// <returns>False when it was the last one: then it is accepted unless there is a <see cref="Fault"/>.</returns>
        public bool CheckNext()
        {
            if (Fault == null && _line != null && _line.Error != LineError.None)
            {
                Fault = _line.CreateFault(_drivers);
            }
            else if (Fault == null && _line != null)
            {
                ReadNext(_line, _drivers);
                return _at < _count || _line.Error != LineError.None;
            }
            else if (Fault == null && _count > 0)
            {
                Validate();
                return Fault == null;
            }

            return false;
        }

        /// <summary>Opens the pins and makes the board of the lines' channels.</summary>
        /// <param name="drivers">The drivers that the image has, for this board alone.</param>
        /// <returns>The board, to which more channels can be added.</returns>
        /// <exception cref="System.Exception">
        /// The platform cannot open or configure a pin; which type it throws is the platform's choice. The pins that were opened are closed again. Or the description is not
        /// accepted.
        /// </exception>
        public Board Create(DriverCatalog drivers)
        {
            Board board = new Board();
            try
            {
                if (_count > 0)
                {
                    if (!Check(drivers))
                    {
                        throw new System.InvalidOperationException(Fault.ToString());
                    }

                    ChannelLine line = new ChannelLine(_chip, true);
                    _at = 0;
                    while (_at < _count && line.Error == LineError.None)
                    {
                        ReadNext(line, drivers);
                    }

                    line.AddTo(board);
                }
            }
            catch (System.Exception)
            {
                drivers?.Close();
                throw;
            }

            return board;
        }

        /// <summary>Validates the next bytes; after the last ones the lines follow.</summary>
        private void Validate()
        {
            int count = _count - _at < ValidatedAtOnce ? _count - _at : ValidatedAtOnce;
            bool isValid = _utf8.Validate(_text, _at, count);
            _at += count;
            if (_at == _count)
            {
                isValid &= _utf8.IsComplete;
                _line = new ChannelLine(_chip, false);
                _at = 0;
            }

            if (!isValid)
            {
                Refuse(LineError.NotUtf8);
            }
        }

        private void ReadNext(ChannelLine line, DriverCatalog drivers)
        {
            int end = Ascii.IndexOf(_text, '\n', _at, _count);
            line.Begin(_text, _at, end);
            if (line.Error == LineError.None && !drivers.Build(line))
            {
                line.FailDriver();
            }

            line.End();
            _at = end + 1;
        }

        private void Refuse(LineError error)
        {
            Fault = new LineFault(error, 0, "", null, 0, MaximumLength, 0, _chip == null ? "" : _chip.Name);
        }
    }
}
