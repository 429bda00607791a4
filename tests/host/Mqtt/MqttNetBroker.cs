using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Nano.Tests.Host.Mqtt
{
    /// <summary>MQTTnet's broker, which keeps sessions, on a port of the loopback address; it delays, refuses and forgets as a test says.</summary>
    internal sealed class MqttNetBroker : IDisposable
    {
        private readonly MqttServer _server;
        private readonly List<MqttApplicationMessage> _published = new List<MqttApplicationMessage>();
        private int _acknowledgements;
        private int _dropped;
        private int _subscriptions;

        public MqttNetBroker()
        {
            using (TcpListener listener = new TcpListener(IPAddress.Loopback, 0))
            {
                listener.Start();
                Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            }

            MqttServerOptions options = new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.None).WithDefaultEndpointPort(Port).WithPersistentSessions().Build();
            _server = new MqttServerFactory().CreateMqttServer(options);
            _server.ValidatingConnectionAsync += arguments =>
            {
                arguments.ReasonCode = Answer;
                return Task.CompletedTask;
            };
            _server.ClientSubscribedTopicAsync += _ =>
            {
                Interlocked.Increment(ref _subscriptions);
                return Task.CompletedTask;
            };
            _server.InterceptingPublishAsync += Take;
            _server.InterceptingOutboundPacketAsync += Send;
            _server.StartAsync().GetAwaiter().GetResult();
        }

        public int Port { get; }

        /// <summary>The answer to clients that connect.</summary>
        public MqttConnectReasonCode Answer { get; set; } = MqttConnectReasonCode.Success;

        /// <summary>How many filters have been subscribed to.</summary>
        public int Subscriptions => Volatile.Read(ref _subscriptions);

        /// <summary>Each PUBACK of this number is dropped; 0 for none.</summary>
        public int DropsEach { get; set; }

        /// <summary>How long it holds each packet that it sends, in milliseconds.</summary>
        public int Delay { get; set; }

        /// <summary>Takes the number of PUBACKs that it has dropped since the last call.</summary>
        public int TakeDropped()
        {
            return Interlocked.Exchange(ref _dropped, 0);
        }

        /// <summary>The messages that a topic has got.</summary>
        public MqttApplicationMessage[] Published(string topic)
        {
            lock (_published)
            {
                return _published.FindAll(message => message.Topic == topic).ToArray();
            }
        }

        /// <summary>Sends the subscribers a message.</summary>
        public void Publish(string topic, string payload)
        {
            MqttApplicationMessage message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
            _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "test" }).GetAwaiter().GetResult();
        }

        public void Dispose()
        {
            _server.StopAsync(new MqttServerStopOptions()).GetAwaiter().GetResult();
            _server.Dispose();
        }

        private Task Take(InterceptingPublishEventArgs arguments)
        {
            lock (_published)
            {
                _published.Add(arguments.ApplicationMessage);
            }

            return Task.CompletedTask;
        }

        private async Task Send(InterceptingPacketEventArgs arguments)
        {
            if (arguments.Packet is MqttPubAckPacket && DropsEach > 0 && Interlocked.Increment(ref _acknowledgements) % DropsEach == 0)
            {
                arguments.ProcessPacket = false;
                Interlocked.Increment(ref _dropped);
            }

            if (Delay > 0)
            {
                await Task.Delay(Delay);
            }
        }
    }
}
