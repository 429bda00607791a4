namespace Nano.Tests.Unit.Support
{
    /// <summary>A response as a client reads it; written apart from the library's own parser.</summary>
    internal sealed class Reply
    {
        /// <summary>The status.</summary>
        public int Status;

        /// <summary>The status line and the fields, with the line end of the last.</summary>
        public string Head;

        /// <summary>The content.</summary>
        public string Content = "";

        /// <summary>How many bytes the response had in all.</summary>
        public int Length;

        /// <summary>Reads the first response in a buffer; null when it is not whole.</summary>
        public static Reply Read(byte[] buffer, int count, bool isHead)
        {
            int end = 0;
            while (end + 4 <= count && !(buffer[end] == '\r' && buffer[end + 1] == '\n' && buffer[end + 2] == '\r' && buffer[end + 3] == '\n'))
            {
                end++;
            }

            if (end + 4 > count)
            {
                return null;
            }

            Reply reply = new Reply { Head = Bytes.Text(buffer, 0, end + 2), Length = end + 4 };
            Assert.AreEqual("HTTP/1.1 ", reply.Head.Substring(0, 9));
            reply.Status = int.Parse(reply.Head.Substring(9, 3));
            if (isHead || reply.Status < 200 || reply.Status == 204 || reply.Status == 304)
            {
                return reply;
            }

            if (reply.Field("Transfer-Encoding") == "chunked")
            {
                return reply.ReadChunks(buffer, count) ? reply : null;
            }

            string length = reply.Field("Content-Length");
            int content = length != null ? int.Parse(length) : count - reply.Length;
            if (count - reply.Length < content)
            {
                return null;
            }

            reply.Content = Bytes.Text(buffer, reply.Length, content);
            reply.Length += content;
            return reply;
        }

        /// <summary>The value of a field, written as the server writes its name; null when there is none.</summary>
        public string Field(string name)
        {
            int at = Head.IndexOf("\r\n" + name + ": ");
            if (at < 0)
            {
                return null;
            }

            string rest = Head.Substring(at + name.Length + 4);
            return rest.Substring(0, rest.IndexOf("\r\n"));
        }

        private bool ReadChunks(byte[] buffer, int count)
        {
            int at = Length;
            while (true)
            {
                int size = 0;
                while (at < count && buffer[at] != '\r')
                {
                    int digit = buffer[at++];
                    size = size * 16 + (digit <= '9' ? digit - '0' : digit - 'a' + 10);
                }

                at += 2;
                if (at + size + 2 > count)
                {
                    return false;
                }

                Content += Bytes.Text(buffer, at, size);
                at += size;
                Assert.AreEqual("\r\n", Bytes.Text(buffer, at, 2));
                at += 2;
                if (size == 0)
                {
                    Length = at;
                    return true;
                }
            }
        }
    }
}
