using System;

namespace Nano.Tests.Host.Conformance
{
    /// <summary>A client's end of one connection, byte for byte. A case is written once against it and runs over every <see cref="Wire"/>.</summary>
    internal interface IConformanceLink : IDisposable
    {
        /// <summary>Whether the server's end came as RST, known after <see cref="ReadToEnd"/>.</summary>
        bool WasReset { get; }

        /// <summary>Sends bytes, all at once.</summary>
        void Send(byte[] bytes);

        /// <summary>Sends the same bytes over and over and reads nothing, until the server takes no more or ends the connection.</summary>
        void Flood(byte[] bytes);

        /// <summary>Reads so many bytes; fails when the server ends the connection before.</summary>
        byte[] ReadExactly(int count);

        /// <summary>Reads until the server ends the connection.</summary>
        byte[] ReadToEnd();

        /// <summary>Sends no more (FIN). What the server sends can still be read.</summary>
        void Finish();

        /// <summary>Breaks the connection (RST).</summary>
        void Reset();
    }
}
