using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using MQTTnet;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>Another client of the broker, MQTTnet's, which sees every message.</summary>
    internal sealed class Listener : IDisposable
    {
        private const long Patience = 240_000;

        private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
        private readonly List<string> _lines = new List<string>();

        /// <summary>Connects and subscribes to all.</summary>
        public Listener(int port, string user = null, string password = null)
        {
            _client.ApplicationMessageReceivedAsync += arguments =>
            {
                MqttApplicationMessage message = arguments.ApplicationMessage;
                lock (_lines)
                {
                    _lines.Add(message.Topic + "=" + message.ConvertPayloadToString() + (message.Retain ? " retained" : ""));
                }

                return System.Threading.Tasks.Task.CompletedTask;
            };
            MqttClientOptionsBuilder options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port);
            if (user != null)
            {
                options = options.WithCredentials(user, password);
            }

            _client.ConnectAsync(options.Build()).GetAwaiter().GetResult();
            _client.SubscribeAsync("#").GetAwaiter().GetResult();
        }

        /// <summary>Waits for a message, as topic=payload.</summary>
        /// <returns>The first one that matches; it and those before it are forgotten.</returns>
        public string WaitFor(string pattern)
        {
            // A board tries again after up to two minutes.
            string found = null;
            Stopwatch watch = Stopwatch.StartNew();
            while (found == null)
            {
                Assert.IsLessThan(Patience, watch.ElapsedMilliseconds, $"No message {pattern}.");
                Thread.Sleep(2);
                lock (_lines)
                {
                    int index = _lines.FindIndex(line => Regex.IsMatch(line, pattern, RegexOptions.Singleline));
                    found = index < 0 ? null : _lines[index];
                    _lines.RemoveRange(0, index + 1);
                }
            }

            return found;
        }

        /// <summary>Publishes a message.</summary>
        public void Publish(string topic, string payload, bool isRetained = false)
        {
            _client.PublishStringAsync(topic, payload, MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, isRetained).GetAwaiter().GetResult();
        }

        public void Dispose()
        {
            _client.Dispose();
        }
    }
}
