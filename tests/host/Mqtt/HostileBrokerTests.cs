using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>Brokers that do what none should: the board says why, goes on, and loses no message of quality of service 1.</summary>
    [TestClass]
    public class HostileBrokerTests
    {
        private const string Topic = "nano/nano-host/";
        private const int Timeout = 11000;

        [TestMethod]
        [DataRow(1, "unacceptable-version")]
        [DataRow(2, "identifier-rejected")]
        [DataRow(3, "server-unavailable")]
        [DataRow(4, "bad-credentials")]
        [DataRow(5, "not-authorized")]
        [DataRow(6, "protocol-error")]
        public void Each_refusal_has_its_code_in_the_status(int returnCode, string code)
        {
            AssertRecovery(code, connection =>
            {
                connection.Read();
                connection.Send(0x20, 2, 0, (byte)returnCode);
                connection.ReadToEnd();
            });
        }

        [TestMethod]
        [DataRow("30 82 80 80 80 01", "the length of five bytes")]
        [DataRow("30 02 00 01", "a length below the topic's")]
        [DataRow("30 05 00 00 61 61 61", "an empty topic")]
        [DataRow("30 05 00 02 C3 28 61", "a topic that is not UTF-8")]
        [DataRow("30 05 00 02 61 00 61", "a topic with NUL")]
        [DataRow("30 05 00 02 61 23 61", "a topic with a wildcard")]
        [DataRow("32 06 00 01 61 00 00 61", "the identifier 0")]
        [DataRow("34 06 00 01 61 00 01 61", "quality of service 2")]
        [DataRow("36 06 00 01 61 00 01 61", "quality of service 3")]
        [DataRow("38 04 00 01 61 61", "DUP with quality of service 0")]
        [DataRow("40 03 00 01 00", "PUBACK of three bytes")]
        [DataRow("42 02 00 01", "PUBACK with flags")]
        [DataRow("20 02 00 00", "a second CONNACK")]
        [DataRow("90 03 FF FF 00", "SUBACK for no request")]
        [DataRow("B0 02 FF FF", "UNSUBACK for no request")]
        [DataRow("D0 01 00", "PINGRESP of one byte")]
        [DataRow("10 00", "CONNECT")]
        [DataRow("E0 00", "DISCONNECT")]
        [DataRow("00 00", "the type 0")]
        [DataRow("F0 00", "the type 15")]
        [DataRow("48 54 54 50", "another protocol")]
        public void An_invalid_packet_ends_the_connection(string bytes, string _)
        {
            byte[] packet = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
            AssertRecovery("protocol-error", connection =>
            {
                connection.Accept();
                connection.Send(packet);
                connection.ReadToEnd();
            });
        }

        [TestMethod]
        public void A_packet_before_CONNACK_ends_the_connection()
        {
            AssertRecovery("protocol-error", connection =>
            {
                connection.Send(0xD0, 0);
                connection.ReadToEnd();
            });
        }

        [TestMethod]
        public void A_broker_may_close_the_connection_at_any_time()
        {
            Action<RawConnection>[] ends =
            {
                _ => { },
                connection => connection.Read(),
                connection =>
                {
                    connection.Read();
                    connection.Send(0x20, 2, 0);
                },
                connection => connection.Accept(),
                connection =>
                {
                    connection.Accept();
                    connection.ReadUntil(RawConnection.Subscribe);
                },
                connection =>
                {
                    connection.Accept();
                    connection.ReadUntil(RawConnection.Publish);
                },
                connection =>
                {
                    connection.Accept();
                    connection.Send(RawConnection.Message(0, Topic + "command", 0, new byte[5000]).Take(3000).ToArray());
                },
            };
            foreach (Action<RawConnection> end in ends)
            {
                AssertRecovery("closed", end);
            }
        }

        [TestMethod]
        public void A_connection_with_a_broker_that_stops_answering_is_closed()
        {
            foreach (Action<RawConnection> silence in new Action<RawConnection>[]
            {
                _ => { },
                connection => connection.Accept(),
                connection =>
                {
                    // It acknowledges all but the messages.
                    connection.Accept();
                    for (;;)
                    {
                        connection.Read();
                        if (connection.Type != RawConnection.Publish)
                        {
                            connection.Answer();
                        }
                    }
                },
            })
            {
                AssertRecovery("no-answer", connection =>
                {
                    silence(connection);
                    connection.ReadToEnd();
                });
            }
        }

        [TestMethod]
        public void No_message_is_lost_by_closed_connections_and_dropped_acknowledgements()
        {
            const int Values = 150;
            using RawBroker broker = new RawBroker();
            int seen = 0;
            for (int i = 0; i < 30; i++)
            {
                int rest = 1 + i * 5 % 9;
                broker.Next(connection =>
                {
                    // The board publishes its state again in each connection: take some, read one more without an answer, and close.
                    connection.Accept();
                    for (int taken = 0; taken < rest;)
                    {
                        connection.Read();
                        Note(connection, ref seen);
                        connection.Answer();
                        taken += connection.Type == RawConnection.Publish ? 1 : 0;
                    }

                    connection.ReadUntil(RawConnection.Publish);
                    Note(connection, ref seen);
                });
            }

            broker.Next(connection =>
            {
                connection.Accept();
                for (;;)
                {
                    connection.Read();
                    Note(connection, ref seen);
                    connection.Answer();
                }
            });
            using BoardAtBroker board = new BoardAtBroker(broker.Port);
            for (int value = 1; value <= Values; value++)
            {
                board.Level.Set(value);
                board.RunUntil(() => System.Threading.Volatile.Read(ref seen) >= value, $"The broker has not read {value}.");
            }

            string last = Topic + "level/state=" + Values;
            board.RunUntil(() => broker.Taken().Contains(last), "The last value is not acknowledged.");
            Assert.IsNull(broker.Fault?.ToString());
            Assert.IsGreaterThan(30, broker.Connections);
            int[] values = broker.Taken().Where(line => line.StartsWith(Topic + "level/state=", StringComparison.Ordinal)).Select(line => int.Parse(line[(line.IndexOf('=') + 1)..])).ToArray();
            CollectionAssert.AreEqual(Enumerable.Range(values[0], Values - values[0] + 1).ToArray(), values.Distinct().ToArray(), string.Join(' ', values));
            Assert.IsLessThan(2, values[0]);
        }

        [TestMethod]
        public void A_message_that_is_too_long_is_skipped_and_the_next_one_obeyed()
        {
            using RawBroker broker = new RawBroker();
            bool isAcknowledged = false;
            broker.Next(connection =>
            {
                connection.Accept();
                connection.ReadUntil(RawConnection.Subscribe);
                connection.Answer();
                connection.Send(RawConnection.Message(2, Topic + "command", 7, new byte[100_000]));
                connection.Send(RawConnection.Message(0, new string('t', 60_000), 0, new byte[100_000]));
                connection.Send(RawConnection.Message(0, Topic + "level/set", 0, Encoding.UTF8.GetBytes("41")));
                for (;;)
                {
                    connection.Read();
                    isAcknowledged |= connection.Type == RawConnection.PubAck && connection.Body[1] == 7;
                    connection.Answer();
                }
            });
            using BoardAtBroker board = new BoardAtBroker(broker.Port);
            board.RunUntil(() => broker.Taken().Contains(Topic + "level/state=41"), "The board does not obey.");

            Assert.AreEqual(41, board.Level.Value);
            Assert.IsTrue(isAcknowledged, "The long message has no PUBACK.");
            Assert.IsTrue(broker.Taken().Any(line => line.StartsWith(Topic + "reply=", StringComparison.Ordinal) && line.Contains("too-long", StringComparison.Ordinal)));
            Assert.AreEqual(1, broker.Connections);
        }

        [TestMethod]
        public void Duplicates_and_single_bytes_are_taken()
        {
            using RawBroker broker = new RawBroker();
            int acknowledged = 0;
            broker.Next(connection =>
            {
                connection.Accept();
                connection.ReadUntil(RawConnection.Subscribe);
                connection.Answer();
                byte[] set = Encoding.UTF8.GetBytes("7");
                connection.Dribble(RawConnection.Message(2, Topic + "level/set", 9, set));
                connection.Dribble(RawConnection.Message(10, Topic + "level/set", 9, set));
                connection.Send(RawConnection.Message(10, Topic + "level/set", 9, set));
                for (;;)
                {
                    connection.Read();
                    acknowledged += connection.Type == RawConnection.PubAck && connection.Body[1] == 9 ? 1 : 0;
                    connection.Answer();
                    if (connection.Type == RawConnection.Publish)
                    {
                        // An acknowledgement that comes twice, and one for no message.
                        connection.Answer();
                        connection.Send(0x40, 2, 0xFF, 0xFF);
                    }
                }
            });
            using BoardAtBroker board = new BoardAtBroker(broker.Port);
            board.RunUntil(() => System.Threading.Volatile.Read(ref acknowledged) == 3 && broker.Taken().Contains(Topic + "level/state=7"), "The board does not acknowledge each.");

            Assert.AreEqual(1, broker.Connections);
        }

        private static void Note(RawConnection connection, ref int seen)
        {
            const string Name = "/level/state";
            if (connection.Type != RawConnection.Publish)
            {
                return;
            }

            int topic = connection.Body[0] << 8 | connection.Body[1];
            if (Encoding.UTF8.GetString(connection.Body, 2, topic).EndsWith(Name, StringComparison.Ordinal))
            {
                int value = int.Parse(Encoding.UTF8.GetString(connection.Body, 4 + topic, connection.Body.Length - 4 - topic));
                System.Threading.Volatile.Write(ref seen, Math.Max(seen, value));
            }
        }

        /// <summary>The board says why the first connection ended, makes another one, and its state gets there.</summary>
        private static void AssertRecovery(string code, Action<RawConnection> behaviour)
        {
            using RawBroker broker = new RawBroker();
            broker.Next(behaviour);
            using BoardAtBroker board = new BoardAtBroker(broker.Port);
            board.Level.Set(5);
            bool isSilent = code == "no-answer";
            board.RunUntil(
                () =>
                {
                    if (isSilent && broker.Connections == 1)
                    {
                        board.Pass(Timeout / 20);
                    }

                    return board.Changes.Any(change => change != "connected");
                },
                $"The board does not say {code}.");
            Assert.AreEqual(code, board.Changes.First(change => change != "connected"));
            Assert.IsTrue(board.Status.Message.Length > 0 || board.Status.IsConnected);
            board.RunUntil(() => broker.Taken().Contains(Topic + "level/state=5"), $"The board does not come back after {code}.");
            Assert.IsTrue(board.Status.IsConnected);
            Assert.IsNull(broker.Fault?.ToString());
        }
    }
}
