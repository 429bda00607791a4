using System;

namespace Nano.Web.Http
{
    /// <summary>Request methods (RFC 9110 section 9, RFC 5789). Values combine, so that a resource can say which it allows.</summary>
    [Flags]
    public enum RequestMethod
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
}
