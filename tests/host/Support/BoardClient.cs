using System;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Nano.Tests.Host.Support
{
    /// <summary>A client of the board's protocol, over .NET's own WebSocket.</summary>
    internal sealed class BoardClient : IDisposable
    {
        private readonly CancellationTokenSource _patience = new CancellationTokenSource(Until.Patience);
        private readonly byte[] _buffer = new byte[65536];

        public ClientWebSocket Socket { get; } = new ClientWebSocket();

        public static async Task<BoardClient> ConnectAsync(int port, string protocol = "nano.v1.json", string path = "/ws")
        {
            BoardClient client = new BoardClient();
            if (protocol != null)
            {
                client.Socket.Options.AddSubProtocol(protocol);
            }

            await client.Socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}{path}"), client._patience.Token);
            return client;
        }

        public Task SendAsync(string message)
        {
            return Socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, _patience.Token);
        }

        /// <summary>The next message; undefined when the connection was closed instead.</summary>
        public async Task<JsonElement> ReceiveAsync()
        {
            int filled = 0;
            WebSocketReceiveResult result;
            do
            {
                result = await Socket.ReceiveAsync(new ArraySegment<byte>(_buffer, filled, _buffer.Length - filled), _patience.Token);
                filled += result.Count;
            }
            while (!result.EndOfMessage);
            return result.MessageType == WebSocketMessageType.Close ? default : JsonDocument.Parse(_buffer.AsMemory(0, filled)).RootElement.Clone();
        }

        /// <summary>The next message of a type.</summary>
        public async Task<JsonElement> ReceiveAsync(string type)
        {
            JsonElement message;
            do
            {
                message = await ReceiveAsync();
            }
            while (message.GetProperty("type").GetString() != type);
            return message;
        }

        /// <summary>Reads on until the server closes, and answers it.</summary>
        /// <returns>The status of its Close.</returns>
        public async Task<int> ReceiveCloseAsync()
        {
            while ((await ReceiveAsync()).ValueKind != JsonValueKind.Undefined)
            {
            }

            int status = (int)Socket.CloseStatus.Value;
            await Socket.CloseOutputAsync(Socket.CloseStatus.Value, null, _patience.Token);
            return status;
        }

        public void Dispose()
        {
            Socket.Dispose();
            _patience.Dispose();
        }
    }
}
