// What a board serves that has just started, however small its heap: state, page, figures and a WebSocket with its greeting and commands, one client after the other.
// Usage: dotnet run tests/soak/start.cs -- PORT [TIMES=5]
// Ends with "SLOTS slots, N bytes of state, N of page, N of metrics, N acks". A board without /metrics has 0 of them. Exit code: 0 all was served, 1 not, 2 a wrong command line.

// The default, native code, would need more than the SDK.
#:property PublishAot=false

using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

if (args.Length < 1 || args.Length > 2 || !args.All(argument => int.TryParse(argument, out int number) && number > 0))
{
    Console.Error.WriteLine("usage: dotnet run tests/soak/start.cs -- PORT [TIMES]");
    return 2;
}

int port = int.Parse(args[0]);
int times = args.Length > 1 ? int.Parse(args[1]) : 5;
string[] commands = { "{\"id\":1,\"cmd\":\"interval\",\"ms\":60000}", "{\"id\":2,\"cmd\":\"state\"}", "{\"id\":3,\"cmd\":\"subscribe\",\"channels\":[\"uptime\"]}" };
string state = "";
string page = "";
string metrics = "";
int acks = 0;
try
{
    for (int i = 0; i < times; i++)
    {
        state = Get("/api/state");
        page = Get("/");
        acks += Command();
        metrics = Get("/metrics", "404");
    }
}
catch (Exception e)
{
    Console.WriteLine(e.Message);
    return 1;
}

int slots = int.Parse(Regex.Match(state, "\"slots\":(\\d+)").Groups[1].Value);
Console.WriteLine($"{slots} slots, {state.Length} bytes of state, {page.Length} of page, {metrics.Length} of metrics, {acks} acks");
return slots > 0 && acks == times * commands.Length ? 0 : 1;

// Connects as soon as the board has room: with one slot the last client may still be leaving.
Socket Connect()
{
    Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10000, SendTimeout = 10000 };
    socket.Connect(IPAddress.Loopback, port);
    return socket;
}

string Get(string path, string absent = "200")
{
    for (int attempt = 0; ; attempt++)
    {
        using Socket socket = Connect();
        socket.Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"));
        string answer = ReadToEnd(socket);
        if (answer.StartsWith("HTTP/1.1 200 "))
        {
            return answer;
        }

        if (answer.StartsWith($"HTTP/1.1 {absent} "))
        {
            return "";
        }

        if (!answer.StartsWith("HTTP/1.1 503 ") || attempt == 20)
        {
            throw new IOException($"{path}: {answer.Split('\r')[0]}");
        }

        System.Threading.Thread.Sleep(250);
    }
}

string ReadToEnd(Socket socket)
{
    StringBuilder text = new StringBuilder();
    byte[] part = new byte[4096];
    int count;
    while ((count = socket.Receive(part)) > 0)
    {
        text.Append(Encoding.Latin1.GetString(part, 0, count));
    }

    return text.ToString();
}

// Opens a WebSocket, waits for the greeting, and sends the commands.
int Command()
{
    for (int attempt = 0; ; attempt++)
    {
        using Socket socket = Connect();
        socket.Send(Encoding.ASCII.GetBytes("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        string text = ReadUntil(socket, "\"hello\"", 1);
        if (text.StartsWith("HTTP/1.1 503 ") && attempt < 20)
        {
            System.Threading.Thread.Sleep(250);
            continue;
        }

        if (!text.Contains("\"hello\""))
        {
            throw new IOException("/ws: " + text.Split('\r')[0]);
        }

        foreach (string command in commands)
        {
            byte[] payload = Encoding.ASCII.GetBytes(command);
            socket.Send(new byte[] { 0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0 }.Concat(payload).ToArray());
        }

        int found = Regex.Matches(ReadUntil(socket, "\"ack\"", commands.Length), "\"ack\"").Count;
        socket.Send(new byte[] { 0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8 });
        ReadToEnd(socket);
        return found;
    }
}

// Reads until a text has come so many times, or the board sends no more.
string ReadUntil(Socket socket, string wanted, int count)
{
    string text = "";
    byte[] part = new byte[4096];
    int received;
    while (Regex.Matches(text, wanted).Count < count && (received = socket.Receive(part)) > 0)
    {
        text += Encoding.Latin1.GetString(part, 0, received);
    }

    return text;
}
