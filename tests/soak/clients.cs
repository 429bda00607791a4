// Clients that come and go: opens connections to a board, a given number in all and at once, and asks on each of them as browsers do, by
// requests that stay or close, by WebSockets that close in order, with FIN or with RST. Each connection must be served; a board whose
// slots are all taken answers 503 and serves the client when it comes again.
// Usage: dotnet run tests/soak/clients.cs -- PORT [CONNECTIONS=10000] [AT_ONCE=12] [SECONDS=900]
// Ends with "N served, N refused at first, N failed". Exit code: 0 each was served and the board serves at the end, 1 not, 2 a wrong command line.

// The default, native code, would need more than the SDK.
#:property PublishAot=false

using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

const int MostAttempts = 200;
const int MostComplaints = 20;

if (args.Length < 1 || args.Length > 4 || !args.All(argument => int.TryParse(argument, out int number) && number > 0))
{
    Console.Error.WriteLine("usage: dotnet run tests/soak/clients.cs -- PORT [CONNECTIONS] [AT_ONCE] [SECONDS]");
    return 2;
}

int port = int.Parse(args[0]);
int total = args.Length > 1 ? int.Parse(args[1]) : 10000;
int atOnce = args.Length > 2 ? int.Parse(args[2]) : 12;
DateTime end = DateTime.UtcNow.AddSeconds(args.Length > 3 ? int.Parse(args[3]) : 900);
int begun = 0;
int served = 0;
int refused = 0;
int failed = 0;

Thread[] clients = Enumerable.Range(0, atOnce).Select(index => new Thread(() => Run(new Random(index)))).ToArray();
Array.ForEach(clients, client => client.Start());
Array.ForEach(clients, client => client.Join());

bool servesStill = Attempt(() => AskOnce(true));
Console.WriteLine(servesStill ? "the board serves still" : "the board serves no more");
Console.WriteLine($"{served} served, {refused} refused at first, {failed} failed");
return servesStill && served == total ? 0 : 1;

void Run(Random random)
{
    while (Interlocked.Increment(ref begun) <= total && failed < MostComplaints)
    {
        if (DateTime.UtcNow > end)
        {
            Complain("The time is over.");
            return;
        }

        int kind = random.Next(6);
        int count = 1 + random.Next(3);
        bool done = Attempt(() => kind switch
        {
            0 => AskOnce(true),
            1 => AskOnce(false),
            2 => AskSeveral(count),
            _ => UseWebSocket(count, kind),
        });
        if (done)
        {
            Interlocked.Increment(ref served);
        }
    }
}

// Tries until the board has room.
bool Attempt(Func<bool> act)
{
    for (int attempt = 0; attempt < MostAttempts; attempt++)
    {
        try
        {
            if (act())
            {
                return true;
            }

            Interlocked.Increment(ref refused);
        }
        catch (Exception e) when (e is SocketException or IOException or InvalidDataException)
        {
            Complain(e.Message);
            return false;
        }

        Thread.Sleep(20);
    }

    Complain("The board never has room.");
    return false;
}

void Complain(string what)
{
    if (Interlocked.Increment(ref failed) <= MostComplaints)
    {
        Console.WriteLine("failed: " + what);
    }
}

bool AskOnce(bool closes)
{
    using Connection connection = new Connection(port);
    if (!connection.Ask("GET /api/state HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (closes ? "Connection: close\r\n" : "") + "\r\n", 200))
    {
        return false;
    }

    if (!closes)
    {
        connection.Reset();
    }

    return true;
}

bool AskSeveral(int count)
{
    using Connection connection = new Connection(port);
    for (int i = 0; i < count; i++)
    {
        if (!connection.Ask("GET /api/channels/uptime HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 200))
        {
            return false;
        }
    }

    return true;
}

bool UseWebSocket(int commands, int kind)
{
    using Connection connection = new Connection(port);
    if (!connection.Ask("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n", 101))
    {
        return false;
    }

    for (int id = 1; id <= commands; id++)
    {
        connection.SendFrame(0x81, Encoding.ASCII.GetBytes("{\"id\":" + id + ",\"cmd\":\"state\"}"));
        connection.ReadUntil("{\"type\":\"ack\",\"id\":" + id + "}");
    }

    switch (kind)
    {
        case 3:
            connection.SendFrame(0x88, new byte[] { 0x03, 0xE8 });
            connection.ReadToEnd();
            break;

        case 4:
            connection.Reset();
            break;
    }

    return true;
}

internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30000, SendTimeout = 30000 };
    private readonly byte[] _buffer = new byte[16384];
    private int _count;

    public Connection(int port)
    {
        _socket.Connect(IPAddress.Loopback, port);
    }

    private void Send(string text)
    {
        _socket.Send(Encoding.ASCII.GetBytes(text));
    }

    // Masked with zeroes.
    public void SendFrame(byte first, byte[] payload)
    {
        byte[] frame = new byte[6 + payload.Length];
        frame[0] = first;
        frame[1] = (byte)(0x80 | payload.Length);
        payload.CopyTo(frame, 6);
        _socket.Send(frame);
    }

    // Sends a request and reads the answer with its content. False when the board has no room: then it answers 503, or closes where it refuses another
    // client already; or an idle connection has made room for a newcomer just before the request.
    public bool Ask(string request, int status)
    {
        try
        {
            Send(request);
            return ReadAnswer(status);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown && _count == 0)
        {
            return false;
        }
    }

    private bool ReadAnswer(int status)
    {
        int head;
        while ((head = Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!Receive())
            {
                return _count == 0 ? false : throw new InvalidDataException("The board has closed within an answer.");
            }
        }

        string answer = Text;
        if (answer.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal))
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 " + status + " ", StringComparison.Ordinal))
        {
            throw new InvalidDataException(answer.Split('\r')[0]);
        }

        if (answer.Contains("Transfer-Encoding: chunked"))
        {
            ReadUntil("\r\n0\r\n\r\n");
            return true;
        }

        int at = answer.IndexOf("Content-Length: ", StringComparison.Ordinal);
        int length = at < 0 ? 0 : int.Parse(answer.Substring(at + 16).Split('\r')[0]);
        while (_count < head + 4 + length)
        {
            Require(Receive());
        }

        Take(head + 4 + length);
        return true;
    }

    public void ReadUntil(string text)
    {
        int at;
        while ((at = Text.IndexOf(text, StringComparison.Ordinal)) < 0)
        {
            if (_count > _buffer.Length / 2)
            {
                Take(_count - text.Length);
            }

            Require(Receive());
        }

        Take(at + text.Length);
    }

    public void ReadToEnd()
    {
        do
        {
            _count = 0;
        }
        while (Receive());
    }

    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
    }

    public void Dispose()
    {
        _socket.Dispose();
    }

    private string Text => Encoding.Latin1.GetString(_buffer, 0, _count);

    private bool Receive()
    {
        int received = _socket.Receive(_buffer, _count, _buffer.Length - _count, SocketFlags.None);
        _count += received;
        return received > 0;
    }

    private void Take(int count)
    {
        _count -= count;
        Array.Copy(_buffer, count, _buffer, 0, _count);
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidDataException("The board has closed the connection.");
        }
    }
}
