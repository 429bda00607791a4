using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace Nano.Simulator
{
    /// <summary>The program's options.</summary>
    internal static class CommandLine
    {
        private const int BadOption = 2;

        /// <summary>Reads the options and runs what they ask for.</summary>
        /// <returns>The program's exit code: 2 when an option is wrong.</returns>
        public static int Invoke(string[] arguments, Func<Settings, int> run)
        {
            Option<int> port = Number("--port", "port", "Port to listen on; 0 takes a free one", 8080, 0, 65535);
            Option<IPAddress> bind = Address("--bind", "IPv4 address to listen on; 0.0.0.0 for all of this machine's", IPAddress.Loopback);
            Option<string> password = NotYet("--password", "password", "Not yet supported: access control is still to come");
            Option<int> clients = Number("--clients", "N", "Connections served at once, 1 to 64", 8, 1, 64);
            Option<int> seed = Number("--seed", "N", "Another number gives another course of events, the same one the same", 1, int.MinValue, int.MaxValue);
            var tls = new Option<string>("--tls")
            {
                HelpName = "cert.pem[,key.pem]",
                Description = "Serve https and wss, with this certificate or, without one, one that is made at the start and signed by itself",
                Arity = ArgumentArity.ZeroOrOne,
            };
            var tlsClients = new Option<string>("--tls-client-ca") { HelpName = "ca.pem", Description = "With --tls: let in only clients whose certificate this authority has issued" };
            var echo = new Option<bool>("--echo") { Description = "Serve /echo, a WebSocket that sends every message back" };
            var quiet = new Option<bool>("--quiet") { Description = "Do not print when an output changes" };

            var command = new RootCommand("A simulated ESP32 board that runs nano's firmware and serves its dashboard.")
            {
                port, bind, password, clients, seed, tls, tlsClients, echo, quiet,
            };
            command.Validators.Add(result =>
            {
                if (result.GetResult(tlsClients) != null && result.GetResult(tls) == null)
                {
                    result.AddError("--tls-client-ca takes effect with --tls only.");
                }
            });
            command.Options.Remove(command.Options.OfType<VersionOption>().Single());
            command.SetAction(result => run(new Settings
            {
                Port = result.GetValue(port),
                Bind = result.GetValue(bind),
                Clients = result.GetValue(clients),
                Seed = result.GetValue(seed),
                Tls = result.GetResult(tls) != null,
                TlsFiles = result.GetValue(tls),
                TlsClientAuthority = result.GetValue(tlsClients),
                Echo = result.GetValue(echo),
                Quiet = result.GetValue(quiet),
            }));

            // An argument such as @name is what it says, not a file to read.
            ParseResult result = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return result.Errors.Count == 0 ? result.Invoke() : Complain(command, result);
        }

        private static int Complain(RootCommand command, ParseResult result)
        {
            foreach (ParseError error in result.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }

            Console.Error.WriteLine();
            command.Parse("--help").Invoke(new InvocationConfiguration { Output = Console.Error });
            return BadOption;
        }

        private static Option<int> Number(string name, string placeholder, string description, int byDefault, int minimum, int maximum)
        {
            return new Option<int>(name)
            {
                HelpName = placeholder,
                Description = description,
                DefaultValueFactory = _ => byDefault,
                CustomParser = argument =>
                {
                    string text = argument.Tokens[0].Value;
                    if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) || value < minimum || value > maximum)
                    {
                        argument.AddError($"{name} takes a number from {minimum} to {maximum}, not '{text}'.");
                    }

                    return value;
                },
            };
        }

        private static Option<IPAddress> Address(string name, string description, IPAddress byDefault)
        {
            return new Option<IPAddress>(name)
            {
                HelpName = "address",
                Description = description,
                DefaultValueFactory = _ => byDefault,
                CustomParser = argument =>
                {
                    // The parser takes 1 for 0.0.0.1, which nobody means.
                    string text = argument.Tokens[0].Value;
                    if (!IPAddress.TryParse(text, out IPAddress value) || value.AddressFamily != AddressFamily.InterNetwork || value.ToString() != text)
                    {
                        argument.AddError($"{name} takes an IPv4 address such as 127.0.0.1, not '{text}'.");
                    }

                    return value;
                },
            };
        }

        private static Option<string> NotYet(string name, string placeholder, string description)
        {
            var option = new Option<string>(name) { HelpName = placeholder, Description = description };
            option.Validators.Add(result => result.AddError($"{name} is not yet supported: the board cannot ask for a password so far, and will not pretend to."));
            return option;
        }
    }
}
