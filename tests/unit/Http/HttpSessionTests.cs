using System;
using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Text;

namespace Nano.Tests.Unit.Http
{
    /// <summary>HTTP without sockets and server: bytes and the time go in, bytes and how the connection ends come out.</summary>
    [TestClass]
    public class HttpSessionTests
    {
        private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

        [TestMethod]
        public void A_request_cut_anywhere_is_answered_once_and_the_next_is_awaited()
        {
            for (int cut = 0; cut <= Get.Length; cut++)
            {
                Line line = new Line();
                line.Receive(Get.Substring(0, cut));
                line.Receive(Get.Substring(cut));

                Assert.AreEqual("200 hello", line.Take());
                Assert.IsTrue(line.Session.State == HttpSessionState.Head);
                line.Receive(Get);
                Assert.AreEqual("200 hello", line.Take());
            }
        }

        [TestMethod]
        public void A_request_behind_another_waits_until_the_first_response_has_been_sent()
        {
            Line line = new Line();
            line.Receive(Get + Get);
            Assert.AreEqual(0, line.Session.MakeRoom());
            Assert.IsFalse(line.Session.Turn(0, 0));
            Assert.AreEqual("200 hello", line.Take());
            line.Receive("");
            Assert.AreEqual("200 hello", line.Take());
        }

        [TestMethod]
        public void Content_goes_through_in_pieces_and_the_response_follows()
        {
            Line line = new Line();
            line.Receive("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc");
            Assert.IsTrue(line.Session.State == HttpSessionState.Content);
            Assert.AreEqual("", line.Take());
            line.Receive("def");

            Assert.AreEqual("200 abcdef", line.Take());
            Assert.IsTrue(line.Session.State == HttpSessionState.Head);
        }

        [TestMethod]
        public void A_session_says_how_its_connection_ends()
        {
            Line line = new Line();
            line.Receive("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            Assert.AreEqual("200 hello", line.Take());
            Assert.IsTrue(line.Session.State == HttpSessionState.Done);

            line = new Line();
            line.Receive("nonsense\r\n");
            Assert.AreEqual("400", line.Take().Substring(0, 3));
            Assert.IsTrue(line.Session.State == HttpSessionState.Unread);

            line = new Line();
            line.Receive("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc");
            line.Session.EndInput();
            line.Receive("");
            Assert.AreEqual("", line.Take());
            Assert.IsTrue(line.Session.State == HttpSessionState.Aborted);

            line = new Line();
            line.Session.Stop();
            Assert.IsTrue(line.Session.State == HttpSessionState.Done);
        }

        [TestMethod]
        public void Time_ends_a_silent_client_and_answers_a_slow_one_with_408()
        {
            Line line = new Line();
            Assert.AreEqual(100L, line.Session.Due);
            line.Session.Tick(99);
            Assert.IsTrue(line.Session.State == HttpSessionState.Head);
            line.Session.Tick(100);
            Assert.IsTrue(line.Session.State == HttpSessionState.Aborted);
            Assert.AreEqual(1L, line.Service.Statistics.FirstByteTimeouts);

            line = new Line();
            line.Receive("GET");
            Assert.AreEqual(200L, line.Session.Due);
            line.Session.Tick(200);
            Assert.AreEqual("408", line.Take().Substring(0, 3));
            Assert.AreEqual(1L, line.Service.Statistics.HeadTimeouts);

            line = new Line();
            line.Receive("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc");
            Assert.AreEqual(300L, line.Session.Due);
            line.Session.Tick(300);
            Assert.AreEqual("408", line.Take().Substring(0, 3));
            Assert.AreEqual(1L, line.Service.Statistics.ContentTimeouts);

            line = new Line();
            line.Receive(Get);
            line.Take();
            Assert.AreEqual(400L, line.Session.Due);
            Assert.AreEqual(50L, line.Session.IdleTime(50, 0));
            line.Session.Tick(400);
            Assert.IsTrue(line.Session.State == HttpSessionState.Aborted);
            Assert.AreEqual(1L, line.Service.Statistics.IdleTimeouts);
        }

        [TestMethod]
        public void A_gate_s_three_answers_admit_refuse_and_wait()
        {
            TestGate gate = new TestGate();
            Line line = new Line();
            line.Service.Gate = gate;
            gate.Answer = GateAnswer.Pending;
            line.Receive(Get);
            line.Receive("");
            Assert.IsTrue(line.Session.State == HttpSessionState.Gate);
            Assert.AreEqual(long.MaxValue, line.Session.Due);
            Assert.AreEqual(0, line.Session.MakeRoom());
            Assert.AreEqual("", line.Take());
            gate.Answer = GateAnswer.Admitted;
            line.Receive("");
            Assert.AreEqual("200 hello", line.Take());

            gate.Answer = GateAnswer.Refused;
            line.Receive(Get);
            Assert.AreEqual("401 no", line.Take());

            gate.Answer = GateAnswer.Pending;
            line.Receive(Get);
            Assert.AreEqual(0, gate.Abandoned);
            line.Session.Abort();
            Assert.AreEqual(1, gate.Abandoned);
            line.Session.Abort();
            Assert.AreEqual(1, gate.Abandoned);
        }

        [TestMethod]
        public void What_a_client_has_sent_is_wiped_when_it_leaves_before_its_request_is_read()
        {
            string[] requests =
            {
                "GET / HTTP/1.1\r\nAuthorization: Basic sesame\r\n", "GET / HTTP/1.1\r\nCookie: a=sesame", "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nsesame",
            };
            for (int i = 0; i < requests.Length; i++)
            {
                Line line = new Line();
                line.Receive(requests[i]);
                Assert.IsTrue(Bytes.Text(line.Session.Buffer, 0, line.Session.Buffer.Length).IndexOf("sesame") > 0);
                line.Session.Abort();
                Assert.AreEqual(-1, Bytes.Text(line.Session.Buffer, 0, line.Session.Buffer.Length).IndexOf("sesame"), requests[i]);
            }
        }

        /// <summary>A session with its buffers, and what a connection does with it.</summary>
        private sealed class Line
        {
            public readonly HttpService Service;
            public readonly HttpSession Session;
            private readonly ByteWriter _output = new ByteWriter(new byte[832]);

            public Line()
            {
                Service = new HttpService(new HttpOptions { FirstByteTimeout = 100, HeadTimeout = 200, ContentTimeout = 300, IdleTimeout = 400 });
                Service.Router.Map("/", new TextResource("hello"));
                Service.Router.Map("/upload", new EchoResource());
                Session = new HttpSession(Service, 0, _output);
                Session.Begin(0);
            }

            public void Receive(string text)
            {
                byte[] bytes = Bytes.Of(text);
                int room = Session.MakeRoom();
                Assert.IsTrue(bytes.Length <= room);
                Array.Copy(bytes, 0, Session.Buffer, Session.End, bytes.Length);
                for (bool goesOn = Session.Turn(bytes.Length, 0); goesOn; goesOn = Session.Turn(0, 0))
                {
                    // A head in one turn, and in the next what it asks for.
                }
            }

            /// <summary>Takes a response: its status and content.</summary>
            public string Take()
            {
                string text = Bytes.Text(_output.Buffer, _output.Start, _output.Count);
                _output.Clear();
                int end = text.IndexOf("\r\n\r\n");
                return end < 0 ? text : text.Substring(9, 3) + " " + text.Substring(end + 4);
            }
        }

        private sealed class EchoResource : Resource
        {
            public EchoResource()
                : base(RequestMethod.Post)
            {
            }

            public override bool WantsWholeContent => true;

            public override void OnRequest(Exchange exchange)
            {
            }

            public override void OnContent(Exchange exchange, byte[] buffer, int offset, int count, bool last)
            {
                exchange.Response.Send(HttpStatus.Ok, "text/plain", Bytes.Text(buffer, offset, count));
            }
        }

        private sealed class TestGate : Gate
        {
            public GateAnswer Answer;
            public int Abandoned;

            public override GateAnswer Admit(Exchange exchange, Resource resource)
            {
                if (Answer == GateAnswer.Refused)
                {
                    exchange.Response.Send(HttpStatus.Unauthorized, "text/plain", "no");
                }

                return Answer;
            }

            public override void OnAbandoned(Exchange exchange)
            {
                Abandoned++;
            }
        }
    }
}
