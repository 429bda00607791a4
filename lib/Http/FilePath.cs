using System.Text;

namespace Nano.Web.Http
{
    /// <summary>File names from clients: only those that stay in their folder, and mean the same file on each platform, make a path.</summary>
    internal static class FilePath
    {
        private const int MaximumName = 64;

        /// <summary>Makes a file's path of a part of a request's path.</summary>
        /// <param name="folder">The folder, without a separator at its end.</param>
        /// <param name="separator">The platform's separator.</param>
        /// <param name="text">The part, percent-decoded, without a slash at its beginning; it may end with one.</param>
        /// <returns>The path; null when a segment is empty or <see cref="IsName"/> refuses it.</returns>
        public static string Combine(string folder, char separator, string text)
        {
            StringBuilder path = new StringBuilder(folder);
            int start = 0;
            while (start < text.Length)
            {
                int end = text.IndexOf('/', start);
                end = end < 0 ? text.Length : end;
                string name = text.Substring(start, end - start);
                if (!IsName(name))
                {
                    return null;
                }

                path.Append(separator);
                path.Append(name);
                start = end + 1;
            }

            return path.ToString();
        }

        /// <summary>
        /// Whether a name may be used as a file's: 1 to 64 characters; no control character, separator, wildcard or quote; no dot at its beginning, which hidden files and <c>..</c> have;
        /// no dot or space at its end, which Windows leaves out.
        /// </summary>
        /// <param name="name">The name.</param>
        public static bool IsName(string name)
        {
            int length = name.Length;
            if (length == 0 || length > MaximumName || name[0] == '.' || name[length - 1] == '.' || name[length - 1] == ' ')
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                char c = name[i];
                if (c < ' ' || c == 127 || c == '/' || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|')
                {
                    return false;
                }
            }

            return true;
        }
    }
}
