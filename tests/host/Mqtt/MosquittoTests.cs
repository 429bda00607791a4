using System;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>The simulated board at a real broker.</summary>
    [TestClass]
    public class MosquittoTests
    {
        [TestMethod]
        public void A_board_is_switched_through_the_broker_and_says_what_it_does()
        {
            using Mosquitto broker = Mosquitto.Start();
            using Listener listener = new Listener(broker.Port);
            using SimulatorProcess board = SimulatorProcess.Start("--mqtt", $"mqtt://127.0.0.1:{broker.Port}");

            string status = listener.WaitFor("^nano/nano-[0-9a-f]{6}/status=online$");
            string topic = status[..status.IndexOf("/status", StringComparison.Ordinal)];
            listener.WaitFor($"^homeassistant/device/.*/config=");
            listener.Publish(topic + "/led/set", "1");
            listener.WaitFor($"^{topic}/led/state=1$");
            listener.WaitFor($"^{topic}/state={{.*\"led\":1,");
            listener.Publish(topic + "/command", "{\"id\":5,\"cmd\":\"set\",\"channel\":\"led\",\"value\":0}");
            listener.WaitFor($"^{topic}/reply={{\"type\":\"ack\",\"id\":5}}$");
            listener.WaitFor($"^{topic}/led/state=0$");
        }

        [TestMethod]
        public void A_retained_command_switches_nothing_and_the_will_tells_that_a_board_has_gone()
        {
            using Mosquitto broker = Mosquitto.Start();
            using Listener listener = new Listener(broker.Port);
            string topic;
            using (SimulatorProcess first = SimulatorProcess.Start("--mqtt", $"mqtt://127.0.0.1:{broker.Port}"))
            {
                string status = listener.WaitFor("/status=online$");
                topic = status[..status.IndexOf("/status", StringComparison.Ordinal)];
            }

            listener.WaitFor("/status=offline$");
            listener.Publish(topic + "/relay/set", "1", true);
            using SimulatorProcess board = SimulatorProcess.Start("--mqtt", $"mqtt://127.0.0.1:{broker.Port}");
            listener.WaitFor("/status=online$");
            listener.Publish(topic + "/command", "{\"id\":1,\"cmd\":\"state\"}");
            listener.WaitFor("/reply=.*\"ack\"");
            StringAssert.Contains(listener.WaitFor($"^{topic}/state="), "\"relay\":0");
            StringAssert.Contains(Get(board, "metrics"), "nano_mqtt_ignored_total 1\n");
        }

        [TestMethod]
        public void A_broker_with_users_lets_in_a_board_with_the_right_password_and_no_other()
        {
            using Mosquitto broker = Mosquitto.StartWithPassword();
            using Listener listener = new Listener(broker.Port, "nano", "secret:1");
            using (SimulatorProcess stranger = SimulatorProcess.Start("--mqtt", $"mqtt://127.0.0.1:{broker.Port}"))
            {
                stranger.WaitForLine("does not let this user in");
            }

            using (SimulatorProcess stranger = SimulatorProcess.Start("--mqtt", $"mqtt://nano:wrong@127.0.0.1:{broker.Port}"))
            {
                // Mosquitto answers a wrong password with return code 5 as well.
                stranger.WaitForLine("MQTT broker (refuses user or password|does not let this user in)");
                Assert.IsFalse(stranger.Output.Contains("wrong", StringComparison.Ordinal), "The log has the password.");
            }

            using SimulatorProcess board = SimulatorProcess.Start("--mqtt", $"mqtt://nano:secret%3a1@127.0.0.1:{broker.Port}");
            listener.WaitFor("/status=online$");
        }

        [TestMethod]
        public void A_board_speaks_TLS_with_a_broker_whose_certificate_it_trusts_and_with_no_other()
        {
            using Mosquitto broker = Mosquitto.StartSecure();
            using (SimulatorProcess stranger = SimulatorProcess.Start("--mqtt", $"mqtts://127.0.0.1:{broker.Port}"))
            {
                stranger.WaitForLine("TLS handshake with the MQTT broker failed");
            }

            using (SimulatorProcess plain = SimulatorProcess.Start("--mqtt", $"mqtt://127.0.0.1:{broker.Port}"))
            {
                plain.WaitForLine("MQTT broker has closed the connection");
            }

            string before = Environment.GetEnvironmentVariable("SSL_CERT_FILE");
            Environment.SetEnvironmentVariable("SSL_CERT_FILE", broker.Authority);
            try
            {
                using SimulatorProcess board = SimulatorProcess.Start("--mqtt", $"mqtts://127.0.0.1:{broker.Port}");
                board.WaitForLine("^Connected with the MQTT broker");
                using JsonDocument state = JsonDocument.Parse(Get(board, "api/state"));
                Assert.IsTrue(state.RootElement.GetProperty("mqtt").GetProperty("connected").GetBoolean());
            }
            finally
            {
                Environment.SetEnvironmentVariable("SSL_CERT_FILE", before);
            }
        }

        [TestMethod]
        public void A_board_comes_back_to_a_broker_that_was_restarted()
        {
            using Mosquitto broker = Mosquitto.Start();
            using SimulatorProcess board = SimulatorProcess.Start("--mqtt", $"mqtt://127.0.0.1:{broker.Port}");
            board.WaitForLine("^Connected with the MQTT broker");
            broker.Stop();
            board.WaitForLine("MQTT broker has closed the connection");
            broker.Begin();
            using Listener listener = new Listener(broker.Port);
            listener.WaitFor("/status=online$");
            listener.WaitFor("/config={");
        }

        [TestMethod]
        public void A_host_that_is_not_there_and_a_port_without_a_broker_are_told_apart()
        {
            using (SimulatorProcess board = SimulatorProcess.Start("--mqtt", "mqtt://no-such-host.invalid"))
            {
                board.WaitForLine("name of the MQTT broker has no address");
            }

            using (SimulatorProcess board = SimulatorProcess.Start("--mqtt", "mqtt://127.0.0.1:1"))
            {
                board.WaitForLine("No MQTT broker listens on that port");
            }
        }

        [TestMethod]
        [DataRow("http://broker")]
        [DataRow("mqtt://")]
        [DataRow("mqtt://a:b:c")]
        [DataRow("mqtt://user:pass word@broker")]
        [DataRow("mqtt://broker:70000")]
        public void An_invalid_broker_URL_is_a_bad_option(string url)
        {
            using SimulatorProcess board = new SimulatorProcess("--mqtt", url);
            Assert.AreEqual(2, board.WaitForExit());
            StringAssert.Contains(board.Error, "--mqtt takes mqtt://");
        }

        private static string Get(SimulatorProcess board, string path)
        {
            using HttpClient client = new HttpClient();
            return client.GetStringAsync(new Uri(board.Address, path)).GetAwaiter().GetResult();
        }
    }
}
