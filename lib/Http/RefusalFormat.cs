using System;
using System.Text;
using Nano.Web.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>
    /// Has requests for a path, and the paths below it, be refused in JSON, <c>{"code":…,"message":…}</c>, whatever refuses them: the parser, a limit, a policy, the router or a full
    /// server. Others are refused with a line of text. See <see cref="HttpService.Refusals"/>.
    /// </summary>
    public abstract class RefusalFormat
    {
        private static readonly string s_beforeCode = "{\"code\":\"";
        private static readonly string s_beforeMessage = "\",\"message\":\"";
        private static readonly string s_afterMessage = "\"}\n";

        private readonly byte[] _path;

        /// <summary>Makes a format.</summary>
        /// <param name="path">The path, such as /api, without a slash at its end.</param>
        /// <exception cref="ArgumentException">The path does not begin with a slash, or ends with one.</exception>
        protected RefusalFormat(string path)
        {
            if (path.Length < 2 || path[0] != '/' || path[path.Length - 1] == '/')
            {
                throw new ArgumentException("The path of refusals begins with a slash and does not end with one, such as /api, not " + path + ".");
            }

            _path = Encoding.UTF8.GetBytes(path);
        }

        /// <summary>The code for programs.</summary>
        /// <param name="status">The status that answers the request, 400 to 505.</param>
        /// <returns>ASCII text without quotes, backslashes and control characters.</returns>
        public abstract string GetCode(int status);

        /// <summary>The length of a refusal's content.</summary>
        /// <param name="code">The code; null for a line of text.</param>
        /// <param name="count">The length of its sentence.</param>
        internal static int Length(string code, int count)
        {
            return count + (code == null ? 1 : code.Length + s_beforeCode.Length + s_beforeMessage.Length + s_afterMessage.Length);
        }

        /// <summary>Writes what comes before the sentence.</summary>
        internal static void Begin(ByteWriter writer, string code)
        {
            if (code != null)
            {
                writer.WriteText(s_beforeCode);
                writer.WriteText(code);
                writer.WriteText(s_beforeMessage);
            }
        }

        /// <summary>Writes what comes behind the sentence.</summary>
        internal static void End(ByteWriter writer, string code)
        {
            writer.WriteText(code == null ? "\n" : s_afterMessage);
        }

        /// <summary>Whether a path is the format's or below it.</summary>
        /// <param name="buffer">Holds the path, which a query may follow.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        internal bool Covers(byte[] buffer, int offset, int count)
        {
            byte[] path = _path;
            if (count < path.Length || !Ascii.Equals(buffer, offset, path, 0, path.Length))
            {
                return false;
            }

            int next = count == path.Length ? '/' : buffer[offset + path.Length];
            return next == '/' || next == '?' || next == ' ';
        }
    }
}
