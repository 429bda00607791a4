using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Nano.Firmware.Access;
using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;
using Nano.Firmware.Settings;
using Nano.Firmware.Network;
using Nano.Simulator.Linux;

namespace Nano.Simulator
{
    /// <summary>The program's options.</summary>
    internal static class CommandLine
    {
        private const int BadOption = 2;
        private const string DefaultChip = "esp32";
        private const string Simulated = "simulated";
        private const string Linux = "linux";

        // Fewer than HostPolicy.MaximumNames: the board has names of its own.
        private const int MostTexts = 12;

        /// <summary>Reads the options and runs what they ask for.</summary>
        /// <returns>The program's exit code: 2 when an option is wrong.</returns>
        public static int Invoke(string[] arguments, Func<SimulatorOptions, int> run)
        {
            Option<int> port = Number("--port", "port", "Port to listen on; 0 takes a free one", 8080, 0, 65535);
            Option<IPAddress> bind = Address("--bind", "IPv4 address to listen on; 0.0.0.0 for all of this machine's", IPAddress.Loopback);
            Option<string> password = Text("--password", "password", "Require a password: clients without it may neither read nor control", PasswordHash.Check);
            var passwordFile = new Option<string>("--password-file") { HelpName = "file", Description = "The same, from the first line of a file, which other users cannot see in the list of processes" };
            passwordFile.Validators.Add(CheckPasswordFile);
            Option<string> token = Text("--token", "token", "A second secret for programs, 16 to 64 characters: Authorization: Bearer <token>", AccessOptions.CheckToken);
            Option<string> readToken = Text("--read-token", "token", "The same, for programs that may only read", AccessOptions.CheckToken);
            var openReading = new Option<bool>("--open-reading") { Description = "With a password or token: everybody may read, and only control asks for it" };
            Option<string[]> allowHost = Texts("--allow-host", "name", "A name the board may be asked for by, beside addresses, localhost, nano and nano.local", text => new Nano.Web.Http.HostPolicy().Allow(text));
            Option<string[]> allowOrigin = Texts("--allow-origin", "origin", "A further origin whose pages may use the board, such as http://localhost:5173 or file://", text => new Nano.Web.Http.OriginPolicy().Allow(text));
            Option<int> clients = Number("--clients", "N", "Connections served at once, 1 to 64", 8, 1, 64);
            Option<int> perAddress = Number("--slots-per-address", "N", "Connections served at once to one address, 0 to 64; 0 for no limit", 0, 0, 64);
            Option<int> seed = Number("--seed", "N", "Another number gives another course of events, the same one the same", 1, int.MinValue, int.MaxValue);
            var tls = new Option<string>("--tls")
            {
                HelpName = "cert.pem[,key.pem]",
                Description = "Serve https and wss, with this certificate or, without one, one that is made at the start and signed by itself",
                Arity = ArgumentArity.ZeroOrOne,
            };
            var tlsClients = new Option<string>("--tls-client-ca") { HelpName = "ca.pem", Description = "With --tls: let in only clients whose certificate this authority has issued" };
            Option<int?> dnsPort = UdpPort("--dns-port", "Answer DNS for every name, as an access point, on this UDP port of 127.0.0.1");
            Option<int?> dhcpPort = UdpPort("--dhcp-port", "Give addresses by DHCP, as an access point, on this UDP port of 127.0.0.1");
            Option<int?> mdnsPort = UdpPort("--mdns-port", "Answer Multicast DNS by unicast, and announce to those that have asked, on this UDP port of 127.0.0.1");
            var chip = new Option<string>("--chip") { HelpName = "name", Description = "The chip of the board: esp32, esp32-c3 or esp32-s3, with the parts on the pins of its page in hardware/boards", DefaultValueFactory = _ => DefaultChip };
            chip.AcceptOnlyFromAmong(DefaultChip, "esp32-c3", "esp32-s3");
            var gpio = new Option<string>("--gpio") { HelpName = "name", Description = "The pins: simulated, or linux for real ones of this computer", DefaultValueFactory = _ => Simulated };
            gpio.AcceptOnlyFromAmong(Simulated, Linux);
            Option<int> gpioChip = Number("--gpio-chip", "N", "With --gpio linux: the chip /dev/gpiochipN", 0, 0, 255);
            Option<string> pins = Text("--pins", "list", "With --gpio linux: the channels' pins, such as 'led:17 relay:27 button:22:low:up pot:0'; without it those of the settings", CheckPins);
            Option<string> adc = Text("--adc", "name", "With --gpio linux: the converter, iio[:N] for /sys/bus/iio/devices/iio:deviceN or ads1115[:BUS[:ADDRESS]] for one on /dev/i2c-BUS", text => Converter.Parse(text));
            var folder = new Option<string>("--settings") { HelpName = "dir", Description = "Keep settings in this folder, as the board does in its flash; they apply from the next start on, and options given here win" };
            folder.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => token.Value.Length == 0 || File.Exists(token.Value)))
                {
                    result.AddError("--settings takes a folder; it is made when there is none.");
                }
            });
            Option<string> mqtt = Text("--mqtt", "url", "Connect with an MQTT broker: mqtt://user:password@host:1883, or mqtts: for TLS", CheckBroker);
            var wifi = new Option<bool>("--wifi") { Description = "Be in the simulated Wi-Fi Workshop, from which the page can lead the board to others in reach: Guests, which is open, and 办公室, with 12345678" };
            var setup = new Option<bool>("--setup") { Description = "Be a new board, which serves its setup page at /setup until the form is sent" };
            var echo = new Option<bool>("--echo") { Description = "Serve /echo, a WebSocket that sends every message back" };
            var quiet = new Option<bool>("--quiet") { Description = "Do not print when an output changes" };

            var command = new RootCommand("Runs nano's firmware on this computer, as a simulated ESP32 board or with the pins of a Linux board, and serves its dashboard.")
            {
                port, bind, password, passwordFile, token, readToken, openReading, allowHost, allowOrigin, clients, perAddress, seed, chip, gpio, gpioChip, pins, adc, folder, tls, tlsClients, dnsPort, dhcpPort, mdnsPort, mqtt, wifi, setup, echo, quiet,
            };
            command.Validators.Add(result =>
            {
                if (result.GetResult(tlsClients) != null && result.GetResult(tls) == null)
                {
                    result.AddError("--tls-client-ca takes effect with --tls only.");
                }
            });
            command.Options.Remove(command.Options.OfType<VersionOption>().Single());
            command.Validators.Add(result =>
            {
                if (result.GetValue(openReading) && result.GetValue(password) == null && result.GetValue(passwordFile) == null && result.GetValue(token) == null && result.GetValue(readToken) == null)
                {
                    result.AddError("--open-reading goes with --password or --token: without either everybody may do everything.");
                }
            });
            command.Validators.Add(result => CheckCombination(result, result.GetValue(gpio) == Linux, new Option[] { gpioChip, pins, adc }, new Option[] { chip, seed, setup, wifi, dnsPort, dhcpPort, mdnsPort }));
            command.SetAction(result => run(new SimulatorOptions
            {
                Port = result.GetValue(port),
                Bind = result.GetValue(bind),
                Password = result.GetValue(password) ?? ReadPassword(result.GetValue(passwordFile)),
                Token = result.GetValue(token),
                ReadToken = result.GetValue(readToken),
                OpenReading = result.GetValue(openReading),
                AllowedHosts = result.GetValue(allowHost),
                AllowedOrigins = result.GetValue(allowOrigin),
                Clients = result.GetResult(clients) is { Implicit: false } ? result.GetValue(clients) : null,
                SlotsPerAddress = result.GetResult(perAddress) is { Implicit: false } ? result.GetValue(perAddress) : null,
                Chip = result.GetValue(chip),
                IsLinux = result.GetValue(gpio) == Linux,
                GpioChip = result.GetValue(gpioChip),
                Pins = result.GetValue(pins),
                Adc = result.GetValue(adc),
                Folder = result.GetValue(folder),
                Seed = result.GetValue(seed),
                Tls = result.GetResult(tls) != null,
                TlsFiles = result.GetValue(tls),
                TlsClientAuthority = result.GetValue(tlsClients),
                DnsPort = result.GetValue(dnsPort),
                DhcpPort = result.GetValue(dhcpPort),
                MdnsPort = result.GetValue(mdnsPort),
                Mqtt = result.GetValue(mqtt),
                Setup = result.GetValue(setup),
                Wifi = result.GetValue(wifi),
                Echo = result.GetValue(echo),
                Quiet = result.GetValue(quiet),
            }));

            // An argument such as @name is what it says, not a file to read.
            ParseResult result = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return result.Errors.Count == 0 ? result.Invoke() : Complain(command, result);
        }

        /// <summary>Refuses options that do nothing with the pins that are chosen.</summary>
        private static void CheckCombination(CommandResult result, bool isLinux, Option[] ofLinux, Option[] ofSimulation)
        {
            foreach (Option option in isLinux ? ofSimulation : ofLinux)
            {
                if (result.GetResult(option) is { Implicit: false })
                {
                    result.AddError(isLinux ? $"{option.Name} is for the simulated board: with --gpio linux the system has its own." : $"{option.Name} takes effect with --gpio linux only.");
                }
            }
        }

        private static void CheckPins(string text)
        {
            // The chip itself is asked when it is open.
            var chip = new LinuxChip(byte.MaxValue, IioDriver.MostChannels);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            byte[] lines = FormerPins.ToLines(chip, bytes, 0, bytes.Length)
                ?? throw new ArgumentException("Give led, relay, button, pot, light or temperature with the number of a line, such as 'led:17 relay:27:low button:22:low:up pot:0'.");
            var description = new BoardDescription(chip, lines, lines.Length);
            if (!description.Check(new DriverTable(null, new BusDrivers(null))))
            {
                throw new ArgumentException(description.Fault.ToString());
            }
        }

        private static void CheckPasswordFile(OptionResult result)
        {
            try
            {
                PasswordHash.Check(ReadPassword(result.Tokens.Single().Value));
            }
            catch (Exception exception) when (exception is ArgumentException || exception is IOException || exception is UnauthorizedAccessException)
            {
                result.AddError($"{result.Option.Name}: {exception.Message}");
            }
        }

        private static string ReadPassword(string file)
        {
            return file == null ? null : File.ReadLines(file).FirstOrDefault() ?? "";
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

        /// <summary>A port that is not served unless it is named.</summary>
        private static Option<int?> UdpPort(string name, string description)
        {
            return new Option<int?>(name)
            {
                HelpName = "port",
                Description = description + "; 0 takes a free one",
                CustomParser = argument =>
                {
                    string text = argument.Tokens[0].Value;
                    if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value))
                    {
                        argument.AddError($"{name} takes a number from 0 to 65535, not '{text}'.");
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
                    // The parser takes 1 for 0.0.0.1, which is never intended.
                    string text = argument.Tokens[0].Value;
                    if (!IPAddress.TryParse(text, out IPAddress value) || value.AddressFamily != AddressFamily.InterNetwork || value.ToString() != text)
                    {
                        argument.AddError($"{name} takes an IPv4 address such as 127.0.0.1, not '{text}'.");
                    }

                    return value;
                },
            };
        }

        private static Option<string> Text(string name, string placeholder, string description, Action<string> check)
        {
            var option = new Option<string>(name) { HelpName = placeholder, Description = description };
            option.Validators.Add(result => Check(result, check));
            return option;
        }

        private static Option<string[]> Texts(string name, string placeholder, string description, Action<string> check)
        {
            var option = new Option<string[]>(name) { HelpName = placeholder, Description = description + "; may be given again", DefaultValueFactory = _ => Array.Empty<string>() };
            option.Validators.Add(result => Check(result, check));
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > MostTexts)
                {
                    result.AddError($"{name} may be given {MostTexts} times at most.");
                }
            });
            return option;
        }

        private static void CheckBroker(string url)
        {
            if (BrokerUrl.Read(url) == null)
            {
                throw new ArgumentException("--mqtt takes mqtt://user:password@host:port or mqtts://… of at most 160 characters; : @ / % of user and password are percent-encoded.");
            }
        }

        /// <summary>Has the firmware itself say what is wrong with a value.</summary>
        private static void Check(OptionResult result, Action<string> check)
        {
            foreach (Token token in result.Tokens)
            {
                try
                {
                    check(token.Value);
                }
                catch (ArgumentException exception)
                {
                    // Without the value: it may be all but a password.
                    result.AddError($"{result.Option.Name}: {exception.Message}");
                }
            }
        }
    }
}
