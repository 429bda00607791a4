using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>The names of methods.</summary>
    internal static class HttpMethods
    {
        /// <summary>The method of a name; case counts.</summary>
        public static HttpMethod Find(byte[] buffer, int offset, int count)
        {
            // The method's letters as one number, so that each comparison is one.
            long name = 0;
            for (int i = 0; i < count && i < 8; i++)
            {
                name = name << 8 | buffer[offset + i];
            }

            switch (count)
            {
                case 3: return name == 0x474554 ? HttpMethod.Get : name == 0x505554 ? HttpMethod.Put : HttpMethod.Unknown;
                case 4: return name == 0x48454144 ? HttpMethod.Head : name == 0x504F5354 ? HttpMethod.Post : HttpMethod.Unknown;
                case 5: return name == 0x5041544348 ? HttpMethod.Patch : HttpMethod.Unknown;
                case 6: return name == 0x44454C455445 ? HttpMethod.Delete : HttpMethod.Unknown;
                case 7: return name == 0x4F5054494F4E53 ? HttpMethod.Options : HttpMethod.Unknown;
                default: return HttpMethod.Unknown;
            }
        }

        /// <summary>Writes a list of methods (RFC 9110 section 10.2.1), OPTIONS first, which is always allowed.</summary>
        public static void WriteTo(ByteWriter output, HttpMethod methods)
        {
            output.WriteText("OPTIONS");
            Write(output, methods, HttpMethod.Get, ", GET");
            Write(output, methods, HttpMethod.Head, ", HEAD");
            Write(output, methods, HttpMethod.Post, ", POST");
            Write(output, methods, HttpMethod.Put, ", PUT");
            Write(output, methods, HttpMethod.Patch, ", PATCH");
            Write(output, methods, HttpMethod.Delete, ", DELETE");
        }

        private static void Write(ByteWriter output, HttpMethod methods, HttpMethod method, string name)
        {
            if ((methods & method) != 0)
            {
                output.WriteText(name);
            }
        }
    }
}
