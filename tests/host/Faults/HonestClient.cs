using System;
using System.Globalization;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Faults
{
    /// <summary>
    /// A client that does all it should, on a thread of its own: it reads every sample, answers pings, and sends a command with
    /// each sample once the last is answered. It records each deviation from the protocol.
    /// </summary>
    internal sealed class HonestClient : IDisposable
    {
        private readonly RawClient _client;
        private readonly Thread _thread;
        private long _samples;
        private long _answers;
        private volatile bool _isLeaving;
        private volatile string _complaint;

        public HonestClient(int port)
        {
            _client = RawClient.OpenWebSocket(port);
            _thread = new Thread(Run) { IsBackground = true, Name = "honest client" };
            _thread.Start();
        }

        /// <summary>How many samples it has had, each of a higher number than the one before.</summary>
        public long Samples => Volatile.Read(ref _samples);

        /// <summary>How many of its commands have been answered, each once and in their order.</summary>
        public long Answers => Volatile.Read(ref _answers);

        /// <summary>The first deviation from the protocol, or null.</summary>
        public string Complaint => _complaint;

        /// <summary>Waits until it has had more samples and answers.</summary>
        public void WaitForMore(int count)
        {
            long samples = Samples + count;
            long answers = Answers + count;
            Until.True(() => _complaint != null || (Samples >= samples && Answers >= answers), "A client that does all it should gets no samples or answers any more.");
            Assert.IsNull(_complaint);
        }

        /// <summary>Leaves by the closing handshake, and waits for its end.</summary>
        public void Dispose()
        {
            _isLeaving = true;
            Assert.IsTrue(_thread.Join(Until.Patience), "The client should have got its Close.");
            _client.Dispose();
        }

        private void Run()
        {
            try
            {
                long sequence = -1;
                long sent = 1;
                bool hasSentClose = false;
                Send("{\"id\":0,\"cmd\":\"interval\",\"ms\":20}");
                while (true)
                {
                    if (_isLeaving && !hasSentClose)
                    {
                        hasSentClose = true;
                        _client.Send(Frames.Close(1000));
                    }

                    (int opCode, byte[] payload) = _client.ReadFrame();
                    string text = Encoding.UTF8.GetString(payload);
                    if (opCode == 8)
                    {
                        _complaint = hasSentClose ? _complaint : "closed with " + (payload[0] << 8 | payload[1]);
                        return;
                    }

                    if (opCode == 9)
                    {
                        _client.Send(Frames.Masked(10, payload));
                    }
                    else if (text.StartsWith("{\"type\":\"sample\"", StringComparison.Ordinal))
                    {
                        long next = Number(text, "\"seq\":");
                        if (next <= sequence)
                        {
                            _complaint = $"sample {next} behind {sequence}";
                        }

                        sequence = next;
                        Volatile.Write(ref _samples, _samples + 1);
                        if (sent == _answers && !hasSentClose)
                        {
                            Send($"{{\"id\":{sent},\"cmd\":\"set\",\"channel\":\"led\",\"value\":{sent & 1}}}");
                            sent++;
                        }
                    }
                    else if (text.StartsWith("{\"type\":\"ack\"", StringComparison.Ordinal))
                    {
                        if (Number(text, "\"id\":") != _answers)
                        {
                            _complaint = $"{text}, when {_answers} was asked";
                        }

                        Volatile.Write(ref _answers, _answers + 1);
                    }
                    else if (text.StartsWith("{\"type\":\"error\"", StringComparison.Ordinal))
                    {
                        _complaint = text;
                    }
                }
            }
            catch (Exception e)
            {
                _complaint = e.Message;
            }
        }

        private void Send(string command)
        {
            _client.Send(Frames.Text(command));
        }

        private static long Number(string text, string name)
        {
            int start = text.IndexOf(name, StringComparison.Ordinal) + name.Length;
            int end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            return long.Parse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }
}
