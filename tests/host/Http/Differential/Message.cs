namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>A request as one of the parsers understood it. Text is Latin-1: a character for each byte.</summary>
    internal sealed class Message
    {
        public string Method { get; set; }

        /// <summary>The request target as it was sent.</summary>
        public string Target { get; set; }

        public string Version { get; set; }

        /// <summary>Name, value, name, value, …</summary>
        public string[] Fields { get; set; }

        public byte[] Body { get; set; }

        public bool Persists { get; set; }

        /// <summary>Whether the request asks for another protocol in the way that counts.</summary>
        public bool Upgrades { get; set; }

        /// <summary>Whether the body came whole.</summary>
        public bool IsWhole { get; set; }

        /// <summary>The offset of the request; only the library's parser gives it.</summary>
        public int Start { get; set; }
    }
}
