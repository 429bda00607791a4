using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>The names of methods.</summary>
    internal static class RequestMethods
    {
        /// <summary>The method of a name; case counts.</summary>
        public static RequestMethod Find(byte[] buffer, int offset, int count)
        {
            // The method's letters as one number, so that each comparison is one.
            long name = 0;
            for (int i = 0; i < count && i < 8; i++)
            {
                name = name << 8 | buffer[offset + i];
            }

            switch (count)
            {
                case 3: return name == 0x474554 ? RequestMethod.Get : name == 0x505554 ? RequestMethod.Put : RequestMethod.Unknown;
                case 4: return name == 0x48454144 ? RequestMethod.Head : name == 0x504F5354 ? RequestMethod.Post : RequestMethod.Unknown;
                case 5: return name == 0x5041544348 ? RequestMethod.Patch : RequestMethod.Unknown;
                case 6: return name == 0x44454C455445 ? RequestMethod.Delete : RequestMethod.Unknown;
                case 7: return name == 0x4F5054494F4E53 ? RequestMethod.Options : RequestMethod.Unknown;
                default: return RequestMethod.Unknown;
            }
        }

        /// <summary>Writes a list of methods (RFC 9110 section 10.2.1), OPTIONS first, which is always allowed.</summary>
        public static void WriteTo(ByteWriter output, RequestMethod methods)
        {
            output.WriteText("OPTIONS");
            Write(output, methods, RequestMethod.Get, ", GET");
            Write(output, methods, RequestMethod.Head, ", HEAD");
            Write(output, methods, RequestMethod.Post, ", POST");
            Write(output, methods, RequestMethod.Put, ", PUT");
            Write(output, methods, RequestMethod.Patch, ", PATCH");
            Write(output, methods, RequestMethod.Delete, ", DELETE");
        }

        private static void Write(ByteWriter output, RequestMethod methods, RequestMethod method, string name)
        {
            if ((methods & method) != 0)
            {
                output.WriteText(name);
            }
        }
    }
}
