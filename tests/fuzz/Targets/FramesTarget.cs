using Nano.Tests.Fuzz.Engine;
using Nano.Tests.Host.Http.Differential;
using Nano.Web.WebSockets;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>Single frames, without the rules between frames.</summary>
    internal sealed class FramesTarget : Target
    {
        private readonly FrameReader _reader = new FrameReader();

        public override string Name => "frames";

        public override string[] Words => new[] { "\x81\x80\0\0\0\0", "\x89\x80\0\0\0\0", "\x88\x80\0\0\0\0", "\xFE", "\xFF", "\0\x7E", "\x01\x00" };

        public override void Generate(Chance chance, Input into)
        {
            FrameMaker.AddConversation(chance, into);
        }

        public override void Run(Feed feed, Trace trace)
        {
            FrameReader reader = _reader;
            reader.Reset();
            int at = feed.Offset;
            while (reader.Error == null && feed.More())
            {
                while (reader.Error == null)
                {
                    trace.Steps++;
                    if (!reader.HasHeader)
                    {
                        int next = reader.ReadHeader(feed.Buffer, at, feed.End);
                        feed.Forget(at, next);
                        at = next;
                        if (!reader.HasHeader)
                        {
                            break;
                        }

                        trace.Byte(reader.IsFinal ? '!' : '~');
                        trace.Number((int)reader.OpCode);
                        trace.Number(reader.Remaining);
                    }

                    int count = feed.End - at;
                    if (count > reader.Remaining)
                    {
                        count = (int)reader.Remaining;
                    }

                    reader.ReadPayload(feed.Buffer, at, count);
                    trace.Bytes(feed.Buffer, at, count);
                    feed.Forget(at, at + count);
                    at += count;
                    if (reader.Remaining > 0)
                    {
                        break;
                    }

                    reader.EndFrame();
                }
            }

            trace.Number(reader.HasHeader ? reader.Remaining : -1);
            trace.Text(reader.Error ?? "");
            trace.Outcome = reader.Error == null ? 0 : reader.Error.Length;
            trace.Number(at - feed.Offset);
        }
    }
}
