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

        private readonly byte[] _text;
        private readonly int _count;
        private readonly Chip _chip;

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
            Fault = null;
            if (_count == 0)
            {
                return true;
            }

            Utf8Validator utf8 = new Utf8Validator();
            if (_chip == null)
            {
                return Refuse(LineError.UnknownChip);
            }

            if (_count > MaximumLength)
            {
                return Refuse(LineError.TooLong);
            }

            if (!utf8.Validate(_text, 0, _count) || !utf8.IsComplete)
            {
                return Refuse(LineError.NotUtf8);
            }

            ChannelLine line = new ChannelLine(_chip, false);
            Read(line, drivers);
            Fault = line.Error == LineError.None ? null : line.CreateFault(drivers);
            return Fault == null;
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
                    Read(line, drivers);
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

        private void Read(ChannelLine line, DriverCatalog drivers)
        {
            for (int start = 0; start < _count && line.Error == LineError.None;)
            {
                int end = Ascii.IndexOf(_text, '\n', start, _count);
                line.Begin(_text, start, end);
                if (line.Error == LineError.None && !drivers.Build(line))
                {
                    line.FailDriver();
                }

                line.End();
                start = end + 1;
            }
        }

        private bool Refuse(LineError error)
        {
            Fault = new LineFault(error, 0, "", null, 0, MaximumLength, 0, _chip == null ? "" : _chip.Name);
            return false;
        }
    }
}
