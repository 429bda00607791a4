using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Examples
{
    /// <summary>A program that serves HTTP, as a user starts it: a process of its own, on a free port.</summary>
    internal sealed class ExampleProcess : IDisposable
    {
        private readonly Process _process;

        /// <summary>Starts an example.</summary>
        /// <param name="name">The name of its project.</param>
        /// <param name="arguments">Its arguments behind the port.</param>
        public ExampleProcess(string name, params string[] arguments)
        {
            // The build puts all projects of one configuration side by side.
            DirectoryInfo configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            string program = Path.Combine(configuration.Parent.Parent.FullName, name, configuration.Name, "Nano.Examples." + name + ".dll");
            Port = FindFreePort();
            _process = Start(program, [program, Port.ToString(), .. arguments]);
            Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{Port}/") };
            WaitForPort();
        }

        /// <summary>Starts any program that serves a port.</summary>
        public ExampleProcess(string program, int port)
        {
            Port = port;
            _process = Start(program, [program]);
            Client = new HttpClient(new HttpClientHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{Port}/") };
            WaitForPort();
        }

        public int Port { get; }

        public HttpClient Client { get; }

        public static int FindFreePort()
        {
            using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint).Port;
        }

        public string Get(string path)
        {
            return Client.GetStringAsync(path).GetAwaiter().GetResult();
        }

        public HttpResponseMessage Send(HttpMethod method, string path, HttpContent content = null, params (string Name, string Value)[] fields)
        {
            HttpRequestMessage request = new HttpRequestMessage(method, path) { Content = content };
            foreach ((string name, string value) in fields)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return Client.SendAsync(request).GetAwaiter().GetResult();
        }

        public void Dispose()
        {
            Client.Dispose();
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        private static Process Start(string program, string[] arguments)
        {
            Assert.IsTrue(File.Exists(program), program + " has not been built.");
            ProcessStartInfo start = Command.StartInfo("dotnet", arguments);
            start.WorkingDirectory = Path.GetDirectoryName(program);
            Process process = Process.Start(start);
            process.StandardInput.Close();
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }

        private void WaitForPort()
        {
            Until.True(
                () =>
                {
                    Assert.IsFalse(_process.HasExited, "The program has ended.");
                    try
                    {
                        using TcpClient probe = new TcpClient();
                        probe.Connect(IPAddress.Loopback, Port);
                        return true;
                    }
                    catch (SocketException)
                    {
                        return false;
                    }
                },
                "The program should listen.");
        }
    }
}
