using System;
using System.Collections.Generic;
using System.IO;
using System.IO.MemoryMappedFiles;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Linux
{
    /// <summary>The lines of the stand-in for a program of its own, in a file that both map.</summary>
    internal sealed class StandInBoard : LinuxBoard
    {
        private const int Lines = 54;

        private readonly string _file = Path.GetTempFileName();
        private readonly MemoryMappedFile _mapped;
        private readonly MemoryMappedViewAccessor _view;

        public StandInBoard()
        {
            Environment = new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = StandIn.Folder, ["GPIO_STAND_IN"] = _file };
            _mapped = MemoryMappedFile.CreateFromFile(_file, FileMode.Open, null, Lines * StandInLine.Size);
            _view = _mapped.CreateViewAccessor();
            for (int i = 0; i < Lines; i++)
            {
                this[i].Wire(StandInLine.Unconnected);
            }
        }

        public override IReadOnlyDictionary<string, string> Environment { get; }

        public override int Chip => 0;

        public StandInLine this[int line] => new StandInLine(_view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (line * StandInLine.Size));

        public override bool IsHigh(int line) => this[line].IsHigh;

        public override void Wire(int line, bool level) => this[line].Wire(level ? 1 : 0);

        public override void Dispose()
        {
            _view.Dispose();
            _mapped.Dispose();
            File.Delete(_file);
        }
    }
}
