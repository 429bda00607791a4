namespace Nano.Tests.Host.Conformance
{
    /// <summary>A frame that the server has sent.</summary>
    internal sealed class ServerFrame
    {
        public ServerFrame(bool isFinal, int opCode, byte[] payload)
        {
            IsFinal = isFinal;
            OpCode = opCode;
            Payload = payload;
        }

        public bool IsFinal { get; }

        public int OpCode { get; }

        public byte[] Payload { get; }
    }
}
