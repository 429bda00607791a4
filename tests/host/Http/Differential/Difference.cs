using System;
using System.Linq;
using System.Text;
using Nano.Web.Http;

namespace Nano.Tests.Host.Http.Differential
{
    /// <summary>The first thing that we and llhttp see differently in what a client sends.</summary>
    internal sealed class Difference
    {
        private readonly Observation _ours;
        private readonly Observation _theirs;

        private Difference(byte[] bytes, Observation ours, Observation theirs, int index, string what)
        {
            _ours = ours;
            _theirs = theirs;
            What = what;
            Ours = index < ours.Messages.Count ? ours.Messages[index] : null;
            Theirs = index < theirs.Messages.Count ? theirs.Messages[index] : null;
            Text = Encoding.Latin1.GetString(bytes)[(Ours?.Start ?? ours.Last)..];
        }

        /// <summary>The client's bytes from the request on that is seen differently.</summary>
        public string Text { get; }

        /// <summary>The head of that request.</summary>
        public string Head => Text[..(Text.IndexOf("\r\n\r\n", Text.Length - Text.TrimStart('\r', '\n').Length, StringComparison.Ordinal) is int end and >= 0 ? end + 2 : Text.Length)];

        /// <summary>"acceptance" when only one of us accepts the request so far; otherwise what differs of a request both accept.</summary>
        public string What { get; }

        /// <summary>The request as we see it; null when we do not accept it.</summary>
        public Message Ours { get; }

        /// <summary>The request as llhttp sees it; null when it does not accept it.</summary>
        public Message Theirs { get; }

        /// <summary>Why we refuse, if we do.</summary>
        public RequestError Error => _ours.Error;

        /// <summary>Why llhttp refuses, if it does.</summary>
        public string Code => _theirs.Code;

        /// <summary>Finds it; null when there is none. Trailers are not compared: we drop them, as RFC 9112 section 7.1.2 permits.</summary>
        public static Difference Find(byte[] bytes, Observation ours, Observation theirs)
        {
            for (int i = 0; i < ours.Messages.Count || i < theirs.Messages.Count; i++)
            {
                string what = i < ours.Messages.Count && i < theirs.Messages.Count ? Compare(ours.Messages[i], theirs.Messages[i]) : "acceptance";
                if (what != null)
                {
                    return new Difference(bytes, ours, theirs, i, what);
                }
            }

            return ours.Ending == theirs.Ending ? null : new Difference(bytes, ours, theirs, ours.Messages.Count, "acceptance");
        }

        public override string ToString()
        {
            return $"{What}: we {Describe(_ours, Ours)}, llhttp {Describe(_theirs, Theirs)}";
        }

        private static string Compare(Message ours, Message theirs)
        {
            return ours.Method != theirs.Method ? "method"
                : ours.Target != theirs.Target ? "target"
                : ours.Version != theirs.Version ? "version"
                : !ours.Fields.SequenceEqual(theirs.Fields) ? "fields"
                : ours.Upgrades != theirs.Upgrades ? "upgrade"
                : ours.Persists != theirs.Persists ? "persistence"
                : ours.IsWhole != theirs.IsWhole ? "body"
                : ours.IsWhole && !ours.Upgrades && !ours.Body.AsSpan().SequenceEqual(theirs.Body) ? "content"
                : null;
        }

        private static string Describe(Observation observation, Message message)
        {
            return (message == null ? "have none" : message.IsWhole ? "have it" : "have its head")
                + " and end " + observation.Ending + " " + (observation.Code ?? (observation.Error == RequestError.None ? "" : observation.Error.ToString()));
        }
    }
}
