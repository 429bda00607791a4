using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Nano.Web.Http;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>
    /// Every deliberate difference between us and llhttp, with its reason. Each says exactly which of us accepts what, and is
    /// about the one request that is seen differently.
    /// </summary>
    internal static class DeliberateDifferences
    {
        private const string Token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
        private const string Quoted = "\"(?:[\\t \\x21\\x23-\\x5B\\x5D-\\x7E\\x80-\\xFF]|\\\\[\\t \\x21-\\x7E\\x80-\\xFF])*\"";
        private const string Space = "[ \\t]*";
        private const string Extensions = "(?:" + Space + ";" + Space + Token + "(?:" + Space + "=" + Space + "(?:" + Token + "|" + Quoted + "))?)*";
        private const string Host = "^(?:\\[[0-9A-Fa-f:.]{2,}\\]|[0-9A-Za-z._~%!$&'()*+,;=-]+)(?::([0-9]{0,5}))?$";

        public static IReadOnlyList<DeliberateDifference> Create()
        {
            return WeAccept().Concat(WeRefuse()).Concat(WeRead()).ToArray();
        }

        private static IEnumerable<DeliberateDifference> WeAccept()
        {
            yield return new DeliberateDifference(
                "any token is a method",
                "RFC 9110 section 9.1: a method that is not recognized is answered 501, so its request must be read to its end. llhttp has a fixed list.",
                d => Refuses(d, "HPE_INVALID_METHOD") && Regex.IsMatch(d.Text, "^(?:\r\n)*(?!(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS) )" + Token + "(?: |$)"));

            yield return new DeliberateDifference(
                "HTTP/1.2 to 1.9 are read as 1.1",
                "RFC 9110 section 2.5: a higher minor version is processed as the highest one that the server conforms to.",
                d => Refuses(d, "HPE_INVALID_VERSION") && d.Ours.Version == "1.1" && Regex.IsMatch(d.Text, "^[^\r\n]* HTTP/1[.][2-9]\r\n"));

            yield return new DeliberateDifference(
                "the same Content-Length repeated is one",
                "RFC 9110 section 8.6: repeats of an identical decimal value may be accepted as one.",
                d => Refuses(d, "HPE_UNEXPECTED_CONTENT_LENGTH", "HPE_INVALID_CONTENT_LENGTH") && d.Ours != null && RepeatsLength(d.Ours));

            yield return new DeliberateDifference(
                "a tab is white space around a value",
                "RFC 9110 section 5.6.3: OWS is SP or HTAB. llhttp does not know a tab behind a length, a coding or a connection option.",
                d => (Refuses(d, "HPE_INVALID_CONTENT_LENGTH") && EndsInTab(d, "Content-Length", "[0-9]+"))
                    || (Refuses(d, "HPE_INVALID_TRANSFER_ENCODING") && EndsInTab(d, "Transfer-Encoding", "chunked"))
                    || (d.What is "persistence" or "upgrade" && EndsInTab(d, "Connection", "close|keep-alive|upgrade")));

            yield return new DeliberateDifference(
                "white space around the signs of a chunk extension",
                "RFC 9112 section 7.1.1, RFC 9110 section 5.6.3: BWS must be parsed there.",
                d => Refuses(d, "HPE_STRICT", "HPE_INVALID_CHUNK_SIZE") && Regex.IsMatch(d.Text, "\n[0-9A-Fa-f]{1,8}(?=" + Extensions + "\r\n|[^\r\n]*\r?$)(?:[^\"\r\n]|" + Quoted + ")*?(?:[ \\t][;=]|[;=][ \\t])"));
        }

        private static IEnumerable<DeliberateDifference> WeRefuse()
        {
            yield return new DeliberateDifference(
                "Host is host[:port]",
                "RFC 9112 section 3.2: 400 for a Host with an invalid value. llhttp does not look at it.",
                d => Accepts(d, RequestError.InvalidHost) && d.Theirs.Fields.Where((_, i) => i % 2 == 1 && IsNamed(d.Theirs, i, "host")).Any(value => !IsHost(value)));

            yield return new DeliberateDifference(
                "one Host",
                "RFC 9112 section 3.2: 400 for more than one Host line.",
                d => Accepts(d, RequestError.DuplicateHost) && d.Theirs.Fields.Where((_, i) => i % 2 == 1 && IsNamed(d.Theirs, i, "host")).Count() > 1);

            yield return new DeliberateDifference(
                "no HTTP/0.9",
                "RFC 9112 section 3: a request line has a version. llhttp takes a line without one for HTTP/0.9 and goes on reading fields.",
                d => Accepts(d, RequestError.InvalidTarget, RequestError.InvalidEscape) && d.Theirs.Version == "0.9" && !Regex.IsMatch(d.Text, "^[^\r\n]* HTTP/"));

            yield return new DeliberateDifference(
                "no \" # < > in a target",
                "RFC 9112 section 3.2: these are in no form of request-target; sent unescaped they end a URI (RFC 3986 appendix C) for other readers.",
                d => Accepts(d, RequestError.InvalidTarget) && d.Theirs.Target.IndexOfAny(new[] { '"', '#', '<', '>' }) >= 0);

            yield return new DeliberateDifference(
                "* is for OPTIONS, and alone",
                "RFC 9112 section 3.2.4: the asterisk-form is only used with OPTIONS.",
                d => Accepts(d, RequestError.InvalidTarget) && d.Theirs.Target[0] == '*' && (d.Theirs.Target.Length > 1 || d.Theirs.Method != "OPTIONS"));

            yield return new DeliberateDifference(
                "an absolute target is http or https and names a host",
                "RFC 9110 section 4.2: an http URI has a host and no user; for other schemes this server has no authority.",
                d => Accepts(d, RequestError.InvalidTarget) && !IsHttpUri(d.Theirs.Target) && d.Theirs.Target[0] is not ('/' or '*'));

            yield return new DeliberateDifference(
                "an escape is %XX and not %00",
                "RFC 3986 section 2.1: a percent sign begins an escape. A target that readers decode differently must not reach a route, nor may a NUL reach a string that ends there.",
                d => Accepts(d, RequestError.InvalidEscape) && Regex.IsMatch(d.Theirs.Target, "^[^?]*%(?![0-9A-Fa-f]{2})|^[^?]*%00"));

            yield return new DeliberateDifference(
                "a bare CR or LF is no empty line",
                "RFC 9112 section 2.2: empty lines before a request are CR LF. llhttp skips any CR and LF there.",
                d => Accepts(d, RequestError.InvalidLineEnd) && Regex.IsMatch(d.Text, "^(?:\r\n)*(?:\n|\r(?!\n))"));

            yield return new DeliberateDifference(
                "one space before the target and before the version",
                "RFC 9112 section 3: single spaces separate the parts of the line.",
                d => Accepts(d, RequestError.InvalidTarget, RequestError.InvalidVersion) && Regex.IsMatch(d.Text, "^(?:\r\n)*[^ \r\n]+(?: {2,}[^ \r\n]+ | [^ \r\n]+ {2,})HTTP/"));

            yield return new DeliberateDifference(
                "HTTP/0.9 and HTTP/2.0 by name",
                "RFC 9110 section 15.6.6: 505 for a major version that is not supported.",
                d => Accepts(d, RequestError.UnknownVersion) && Regex.IsMatch(d.Text, "^[^\r\n]* HTTP/(?:0[.]9|2[.]0)\r\n"));

            yield return new DeliberateDifference(
                "no CONNECT",
                "RFC 9110 section 9.3.6: an origin server need not support tunnels.",
                d => Accepts(d, RequestError.Connect) && d.Theirs.Method == "CONNECT");

            yield return new DeliberateDifference(
                "no coding before chunked",
                "RFC 9112 section 6.1: 501 for a transfer coding the server does not understand.",
                d => Accepts(d, RequestError.UnknownTransferCoding) && Regex.IsMatch(Value(d.Theirs, "transfer-encoding"), "[^ \\t,].*chunked$", RegexOptions.IgnoreCase));

            yield return new DeliberateDifference(
                "no empty transfer coding",
                "RFC 9112 section 6.3: a length that readers decide differently must not be guessed. llhttp takes an empty field for no body, and skips commas.",
                d => Accepts(d, RequestError.InvalidTransferEncoding) && Regex.IsMatch(Value(d.Theirs, "transfer-encoding"), "^(?:,|$)"));

            yield return new DeliberateDifference(
                "no Transfer-Encoding in HTTP/1.0",
                "RFC 9112 section 6.1: such a message has faulty framing.",
                d => Accepts(d, RequestError.TransferEncodingInHttp10) && d.Theirs.Version == "1.0");

            yield return new DeliberateDifference(
                "the grammar of chunk extensions",
                "RFC 9112 section 7.1.1: a name, and perhaps a token or one quoted string. llhttp takes empty names, and quotes within a token.",
                d => Accepts(d, RequestError.InvalidChunk) && Regex.IsMatch(d.Text, "\n[0-9A-Fa-f]{1,8}(?!" + Extensions + "\r\n);[^\r\n]*\r\n"));

            yield return new DeliberateDifference(
                "chunk sizes of up to eight digits",
                "RFC 9112 section 7.1: recipients must anticipate large numerals. No board has more memory; llhttp has 64 bits.",
                d => Accepts(d, RequestError.InvalidChunk) && Regex.IsMatch(d.Text, "\n[0-9A-Fa-f]{9,}"));

            yield return new DeliberateDifference(
                "content within the limit",
                "RFC 9110 section 15.5.14: 413 as soon as the length is known. llhttp has no limit.",
                d => Accepts(d, RequestError.BodyTooLarge) && !d.Theirs.IsWhole);

            yield return new DeliberateDifference(
                "100-continue is the only expectation",
                "RFC 9110 section 10.1.1: 417 for a member other than 100-continue. node looks for the word anywhere.",
                d => Accepts(d, RequestError.UnknownExpectation) && Regex.IsMatch(Value(d.Theirs, "expect"), "[^ \\t,].*100-continue|100-continue.*[^ \\t,]", RegexOptions.IgnoreCase));
        }

        private static IEnumerable<DeliberateDifference> WeRead()
        {
            yield return new DeliberateDifference(
                "HTTP/1.0 does not upgrade",
                "RFC 9110 section 7.8: Upgrade in an HTTP/1.0 request must be ignored.",
                d => d.What == "upgrade" && d.Theirs.Upgrades && d.Ours.Version == "1.0");

            yield return new DeliberateDifference(
                "an Upgrade of commas names no protocol",
                "RFC 9110 section 5.6.1: empty list elements are passed over. llhttp checks only that the field is present.",
                d => d.What == "upgrade" && d.Theirs.Upgrades && Regex.IsMatch(Value(d.Theirs, "upgrade"), "^[ \\t]*,[, \\t]*$"));

            yield return new DeliberateDifference(
                "close weighs more than keep-alive in HTTP/1.0 too",
                "RFC 9112 section 9.3: close is looked for first.",
                d => d.What == "persistence" && d.Theirs.Persists && d.Ours.Version == "1.0" && Regex.IsMatch(Value(d.Theirs, "connection"), "(?:^|[, \\t])close(?:[, \\t]|$)", RegexOptions.IgnoreCase));
        }

        /// <summary>Whether llhttp refuses, with one of these codes, what we accept.</summary>
        private static bool Refuses(Difference d, params string[] codes)
        {
            return d.What == "acceptance" && d.Theirs == null && (d.Ours != null || d.Error == RequestError.None) && codes.Contains(d.Code);
        }

        /// <summary>Whether llhttp accepts what we refuse with one of these errors.</summary>
        private static bool Accepts(Difference d, params RequestError[] errors)
        {
            return d.What == "acceptance" && d.Ours == null && d.Theirs != null && errors.Contains(d.Error);
        }

        private static bool RepeatsLength(Message message)
        {
            string[] values = message.Fields.Where((_, i) => i % 2 == 1 && IsNamed(message, i, "content-length")).SelectMany(value => value.Split(',')).Select(value => value.Trim()).ToArray();
            return values.Length > 1 && values.Distinct().Count() == 1;
        }

        /// <summary>Whether a tab stands behind a value of a field's list.</summary>
        private static bool EndsInTab(Difference d, string field, string values)
        {
            return Regex.IsMatch(d.Head, "\n" + field + ":(?:[^\r\n]*[, \\t])?(?:" + values + ") *\t[ \t]*(?:,|\r\n)", RegexOptions.IgnoreCase);
        }

        private static bool IsHttpUri(string target)
        {
            Match match = Regex.Match(target, "^https?://([^/?]*)", RegexOptions.IgnoreCase);
            return match.Success && IsHost(match.Groups[1].Value);
        }

        private static bool IsHost(string value)
        {
            Match match = Regex.Match(value, Host);
            return match.Success && (match.Groups[1].Length == 0 || int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) <= 65535);
        }

        private static bool IsNamed(Message message, int value, string name)
        {
            return message.Fields[value - 1].Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>A field's lines as one list.</summary>
        private static string Value(Message message, string name)
        {
            return string.Join(", ", message.Fields.Where((_, i) => i % 2 == 1 && IsNamed(message, i, name)));
        }
    }
}
