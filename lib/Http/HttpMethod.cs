using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Request methods (RFC 9110 section 9, RFC 5789). Values combine, so that a resource can say which it allows.</summary>
    [Flags]
    public enum HttpMethod
    {
        /// <summary>A method this server does not know: answered 501.</summary>
        Unknown = 0,

        /// <summary>GET. A resource that allows it allows HEAD too.</summary>
        Get = 1,

        /// <summary>HEAD: the response to GET without its content.</summary>
        Head = 2,

        /// <summary>POST.</summary>
        Post = 4,

        /// <summary>PUT.</summary>
        Put = 8,

        /// <summary>DELETE.</summary>
        Delete = 16,

        /// <summary>PATCH.</summary>
        Patch = 32,

        /// <summary>Those that ask for a change (RFC 9110 section 9.2.1).</summary>
        Unsafe = Post | Put | Delete | Patch,

        /// <summary>OPTIONS: answered by the server itself with Allow.</summary>
        Options = 64,
    }

    /// <summary>The names of methods.</summary>
    internal static class HttpMethods
    {
        /// <summary>Writes a list of methods (RFC 9110 section 10.2.1), OPTIONS first, which is always allowed.</summary>
        public static void WriteTo(ByteWriter output, HttpMethod methods)
        {
            output.WriteAscii("OPTIONS");
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
                output.WriteAscii(name);
            }
        }
    }
}
