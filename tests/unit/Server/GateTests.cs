using Nano.Tests.Unit.Support;
using Nano.Web.Http;
using Nano.Web.Server;
using Nano.Web.WebSockets;

namespace Nano.Tests.Unit.Server
{
    /// <summary>What stands before every resource: the hosts, the origins, the gate, and the fields of every response.</summary>
    [TestClass]
    public class GateTests
    {
        [TestMethod]
        public void A_host_that_is_not_allowed_is_421_on_every_path()
        {
            TestServer server = new TestServer(null);
            server.Server.Hosts = new HostPolicy();
            server.Server.Hosts.Allow("board.local");
            server.Begin();
            string[] lines = { "GET /", "HEAD /", "POST /upload", "GET /ws", "GET /nothing", "DELETE /", "OPTIONS /", "PROPFIND /" };
            for (int i = 0; i < lines.Length; i++)
            {
                TestClient client = server.Connect();
                client.Send(lines[i] + " HTTP/1.1\r\nHost: evil.example\r\n\r\n");
                Assert.AreEqual(421, client.ReadReply(lines[i] == "HEAD /").Status, lines[i]);
                client.Connection.Reset();
                server.Run();
            }

            Assert.AreEqual(lines.Length, server.Server.Statistics.HostsRefused);
            TestClient friend = server.Connect();
            friend.Send("GET / HTTP/1.1\r\nHost: board.local:8080\r\n\r\n");
            Assert.AreEqual("hello", friend.ReadReply().Content);
        }

        [TestMethod]
        public void A_WebSocket_of_a_host_that_is_not_allowed_is_421()
        {
            TestServer server = new TestServer(null);
            server.Server.Hosts = new HostPolicy();
            TestClient client = server.Begin().Connect();
            client.Send("GET /ws HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n" + TestServer.UpgradeFields + "\r\n");

            Assert.AreEqual(421, client.ReadReply().Status);
            Assert.AreEqual("", server.Handler.Log);
        }

        [TestMethod]
        public void A_WebSocket_without_Origin_is_judged_by_where_the_browser_says_that_it_comes_from()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Upgrade("/ws", "Sec-Fetch-Site: cross-site\r\n");
            Assert.AreEqual(403, client.ReadReply().Status);
            Assert.AreEqual(1L, server.Server.Statistics.OriginsRefused);
            Assert.AreEqual("", server.Handler.Log);

            client = server.Connect();
            client.Upgrade("/ws", "Sec-Fetch-Site: same-origin\r\n");
            Assert.AreEqual(101, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_resource_for_any_host_is_asked_even_so()
        {
            TestServer server = new TestServer(null);
            server.Server.Hosts = new HostPolicy();
            server.Server.Map("/portal", new TextResource("portal") { AnyHost = true });
            TestClient client = server.Begin().Connect();
            client.Send("GET /portal HTTP/1.1\r\nHost: evil.example\r\n\r\n");

            Assert.AreEqual("portal", client.ReadReply().Content);
        }

        [TestMethod]
        public void A_request_of_another_page_that_is_not_safe_is_403_and_changes_nothing()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Connect();
            client.Send("POST /upload HTTP/1.1\r\nHost: a\r\nOrigin: http://evil.example\r\nContent-Length: 3\r\n\r\nabc");
            Reply reply = client.ReadReply();
            Assert.AreEqual(403, reply.Status);
            Assert.AreEqual("The origin http://evil.example may not do this. To allow it: allow-origin=http://evil.example in the settings, or the option --allow-origin.\n", reply.Content);
            Assert.IsNull(reply.Field("Access-Control-Allow-Origin"));

            client.Send("PUT /upload HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: cross-site\r\nContent-Length: 0\r\n\r\n");
            Assert.AreEqual(403, client.ReadReply().Status);
            client.Send("DELETE / HTTP/1.1\r\nHost: a\r\nOrigin: null\r\n\r\n");
            Assert.AreEqual(403, client.ReadReply().Status);
            Assert.AreEqual(3L, server.Server.Statistics.OriginsRefused);
            Assert.AreEqual("hello", client.Request("GET /").Content);
        }

        [TestMethod]
        public void The_server_s_own_page_and_tools_may_change_things()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("POST /upload HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Length: 3\r\n\r\nabc");
            Assert.AreEqual(200, client.ReadReply().Status);
            client.Send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            Assert.AreEqual(200, client.ReadReply().Status);
        }

        [TestMethod]
        public void Another_page_may_fetch_what_is_safe_but_not_read_it()
        {
            TestClient client = TestServer.Start().Connect();
            client.Send("GET / HTTP/1.1\r\nHost: a\r\nOrigin: http://evil.example\r\n\r\n");
            Reply reply = client.ReadReply();

            Assert.AreEqual(200, reply.Status);
            Assert.IsNull(reply.Field("Access-Control-Allow-Origin"));
        }

        [TestMethod]
        public void A_page_of_an_allowed_origin_may_read_and_change_and_connect()
        {
            TestServer server = new TestServer(null);
            server.Server.Origins.Allow("https://panel.example");
            TestClient client = server.Begin().Connect();
            client.Send("GET / HTTP/1.1\r\nHost: a\r\nOrigin: https://panel.example\r\n\r\n");
            Reply reply = client.ReadReply();
            Assert.AreEqual("https://panel.example", reply.Field("Access-Control-Allow-Origin"));
            Assert.AreEqual("Origin", reply.Field("Vary"));

            client.Send("POST /upload HTTP/1.1\r\nHost: a\r\nOrigin: https://panel.example\r\nContent-Length: 3\r\n\r\nabc");
            Assert.AreEqual(200, client.ReadReply().Status);

            // The next request on the connection is another's.
            Assert.IsNull(client.Request("GET /").Field("Access-Control-Allow-Origin"));
            client.Upgrade("/ws", "Origin: https://panel.example\r\n");
            Assert.AreEqual(101, client.ReadReply().Status);
        }

        [TestMethod]
        public void A_page_of_an_allowed_origin_may_ask_first_what_it_may_send()
        {
            TestServer server = new TestServer(null);
            server.Server.Gate = new TestGate();
            server.Server.Origins.Allow("https://panel.example");
            TestClient client = server.Begin().Connect();
            client.Send("OPTIONS /upload HTTP/1.1\r\nHost: a\r\nOrigin: https://panel.example\r\nAccess-Control-Request-Method: POST\r\n\r\n");
            Reply reply = client.ReadReply();
            Assert.AreEqual(204, reply.Status);
            Assert.AreEqual("https://panel.example", reply.Field("Access-Control-Allow-Origin"));
            Assert.AreEqual(reply.Field("Allow"), reply.Field("Access-Control-Allow-Methods"));
            Assert.AreEqual("Authorization, Content-Type, If-Match", reply.Field("Access-Control-Allow-Headers"));

            client.Send("OPTIONS /upload HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n");
            Assert.IsNull(client.ReadReply().Field("Access-Control-Allow-Methods"));
        }

        [TestMethod]
        public void A_gate_answers_in_the_resource_s_place()
        {
            TestServer server = new TestServer(null);
            server.Server.Gate = new TestGate();
            TestClient client = server.Begin().Connect();

            Assert.AreEqual(401, client.Request("GET /").Status);
            Assert.AreEqual(401, client.Request("GET /nothing").Status);
            client.Upgrade("/ws");
            Assert.AreEqual(401, client.ReadReply().Status);
            client.Send("POST /upload", "Content-Length: 3\r\n\r\nabc");
            Assert.AreEqual(401, client.ReadReply().Status);
            Assert.AreEqual("", server.Handler.Log);
            client.Send("GET /", "Authorization: yes\r\n\r\n");
            Assert.AreEqual("hello", client.ReadReply().Content);
        }

        [TestMethod]
        public void A_gate_may_take_its_time()
        {
            TestGate gate = new TestGate { Delay = 3 };
            TestServer server = new TestServer(null);
            server.Server.Gate = gate;
            TestClient client = server.Begin().Connect();
            client.Send("POST /upload", "Authorization: yes\r\nContent-Length: 3\r\n\r\nabc");
            Assert.AreEqual(200, ReadLater(server, client));
            Assert.AreEqual(4, gate.Asked);

            client.Send("GET /", "Authorization: no\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nAuthorization: yes\r\n\r\n");
            Assert.AreEqual(401, ReadLater(server, client));
            Assert.AreEqual(200, ReadLater(server, client));
        }

        [TestMethod]
        public void A_gate_is_told_of_a_client_that_leaves_before_it_has_decided()
        {
            TestGate gate = new TestGate { Delay = int.MaxValue };
            TestServer server = new TestServer(null);
            server.Server.Gate = gate;
            TestClient client = server.Begin().Connect();
            client.Send("GET /", "Authorization: yes\r\n\r\n");
            server.Run();
            Assert.AreEqual(0, gate.Abandoned);
            server.Server.Stop();
            server.Run();
            server.Wait(2000);

            Assert.IsTrue(client.Connection.IsClosed);
            Assert.AreEqual(1, gate.Abandoned);
        }

        [TestMethod]
        public void A_gate_is_told_of_an_exchange_that_ends_before_its_resource_has_answered()
        {
            TestGate gate = new TestGate();
            TestServer server = new TestServer(null);
            server.Server.Gate = gate;
            server.Begin();
            TestClient slow = server.Connect();
            slow.Send("POST /upload", "Authorization: yes\r\nContent-Length: 3\r\n\r\na");
            server.Run();
            Assert.AreEqual(0, gate.Abandoned);
            server.Wait(10000);
            Assert.AreEqual(408, slow.ReadReply().Status);
            Assert.AreEqual(1, gate.Abandoned);

            TestClient gone = server.Connect();
            gone.Send("POST /upload", "Authorization: yes\r\nContent-Length: 3\r\n\r\na");
            server.Run();
            gone.Connection.Reset();
            server.Run();
            Assert.AreEqual(2, gate.Abandoned);

            // An exchange that has been answered, and a connection without one, are not the gate's affair.
            TestClient done = server.Connect();
            done.Send("GET /", "Authorization: yes\r\n\r\n");
            Assert.AreEqual(200, done.ReadReply().Status);
            done.Connection.Reset();
            server.Run();
            Assert.AreEqual(2, gate.Abandoned);
        }

        [TestMethod]
        public void A_gate_that_refuses_without_an_answer_is_a_fault()
        {
            TestServer server = new TestServer(null);
            server.Server.Gate = new TestGate { IsSilent = true };
            TestClient client = server.Begin().Connect();

            Assert.AreEqual(500, client.Request("GET /").Status);
            Assert.AreEqual(1L, server.Server.Statistics.HandlerFaults);
        }

        [TestMethod]
        public void A_gate_that_throws_costs_its_own_connection()
        {
            TestServer server = new TestServer(null);
            server.Server.Gate = new TestGate { Throws = true };
            TestClient client = server.Begin().Connect();

            Assert.AreEqual(500, client.Request("GET /").Status);
            Assert.AreEqual(1L, server.Server.Statistics.Faults);
        }

        [TestMethod]
        public void A_gate_knows_the_client_s_address()
        {
            TestGate gate = new TestGate();
            TestServer server = new TestServer(null);
            server.Server.Gate = gate;
            server.Begin().Connect(0x0AA80401).Request("GET /");

            Assert.AreEqual(0x0AA80401, gate.Address);
        }

        [TestMethod]
        public void A_field_can_be_given_to_every_response()
        {
            TestServer server = new TestServer(null);
            server.Server.AddField("X-Frame-Options", "DENY");
            server.Server.AddField("Referrer-Policy", "no-referrer");
            TestClient client = server.Begin().Connect();
            string[] lines = { "GET /", "GET /nothing", "POST /", "GET /ws", "OPTIONS /" };
            for (int i = 0; i < lines.Length; i++)
            {
                Reply reply = client.Request(lines[i]);
                Assert.AreEqual("DENY", reply.Field("X-Frame-Options"), lines[i]);
                Assert.AreEqual("no-referrer", reply.Field("Referrer-Policy"), lines[i]);
            }

            client.Send("nonsense\r\n\r\n");
            Assert.AreEqual("DENY", client.ReadReply().Field("X-Frame-Options"));
        }

        [TestMethod]
        public void A_WebSocket_can_be_closed_by_its_slot()
        {
            TestServer server = TestServer.Start();
            TestClient client = server.Open();
            server.Server.CloseWebSocket(1, CloseStatus.PolicyViolation, "nobody");
            Assert.AreEqual("", client.ReadFrames());
            server.Server.CloseWebSocket(0, CloseStatus.PolicyViolation, "bye");

            Assert.AreEqual("close(1008 bye)", client.ReadFrames());
        }

        private static int ReadLater(TestServer server, TestClient client)
        {
            Reply reply = null;
            for (int turns = 0; reply == null && turns < 10; turns++)
            {
                server.Run();
                reply = client.ReadReply();
            }

            return reply == null ? 0 : reply.Status;
        }

        /// <summary>Lets pass who says yes, after so many turns.</summary>
        private sealed class TestGate : Gate
        {
            public int Delay;
            public int Asked;
            public bool Throws;
            public int Address;
            public int Abandoned;
            public bool IsSilent;
            private int _turns;

            public override GateAnswer Admit(Exchange exchange, Resource resource)
            {
                Asked++;
                Address = exchange.Address;
                if (Throws)
                {
                    throw new System.InvalidOperationException();
                }

                if (_turns < Delay)
                {
                    _turns++;
                    return GateAnswer.Pending;
                }

                _turns = 0;
                if (IsSilent)
                {
                    return GateAnswer.Refused;
                }

                if (exchange.Request.GetField("authorization") == "yes")
                {
                    return GateAnswer.Admitted;
                }

                exchange.Response.Send(HttpStatus.Unauthorized, "text/plain", "no\n");
                return GateAnswer.Refused;
            }

            public override void OnAbandoned(Exchange exchange)
            {
                Abandoned++;
                _turns = 0;
            }
        }
    }
}
