using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

namespace Nano.Tests.Bench
{
    /// <summary>
    /// Measures the cost on desktop .NET: <c>units</c> with BenchmarkDotNet, and <c>echo</c> over sockets in comparison with Kestrel. <c>sockets</c>
    /// measures an echo on the interpreter.
    /// </summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            var filter = new Argument<string[]>("arguments") { Description = "Arguments of BenchmarkDotNet, such as --filter *Echo* or --job short", Arity = ArgumentArity.ZeroOrMore };
            var units = new Command("units", "Time and allocation of each unit of work, over the in-memory transport") { filter };
            units.TreatUnmatchedTokensAsErrors = false;
            units.SetAction(result =>
            {
                string[] own = [.. result.GetValue(filter), .. result.UnmatchedTokens];
                BenchmarkRunner.Run<Units>(DefaultConfig.Instance.WithArtifactsPath("artifacts/benchmarks"), own);
                return 0;
            });

            var seconds = new Option<int>("--seconds") { Description = "Length of each measurement", DefaultValueFactory = _ => 2 };
            var rounds = new Option<int>("--rounds") { Description = "Alternating measurements of each server", DefaultValueFactory = _ => 5 };
            var payload = new Option<int>("--payload") { Description = "Bytes of each text message", DefaultValueFactory = _ => 32 };
            var echo = new Command("echo", "Messages a second that nano and Kestrel echo over sockets, each bound to one core") { seconds, rounds, payload };
            echo.SetAction(result => EchoLoad.Run(result.GetValue(seconds), result.GetValue(rounds), result.GetValue(payload)));

            var programs = new Argument<string[]>("folders") { Description = "Folders of echo programs for a device", Arity = ArgumentArity.OneOrMore };
            var counting = new Option<string>("--count") { Description = "An interpreter with sockets that counts instructions" };
            var plain = new Option<string>("--plain") { Description = "An interpreter with sockets" };
            var sockets = new Command("sockets", "The cost of an echo over sockets on the interpreter; called by tests/bench/run.sh") { programs, counting, plain };
            sockets.SetAction(result => InterpreterEcho.Run(result.GetValue(programs), result.GetValue(counting), result.GetValue(plain)));

            var which = new Argument<string>("server").AcceptOnlyFromAmong(EchoServer.Names);
            var serve = new Command("serve", "The server for echo: prints its port and runs until its standard input ends") { which };
            serve.Hidden = true;
            serve.SetAction(result => EchoServer.Run(result.GetValue(which)));

            return new RootCommand("Measures nano on desktop .NET.") { units, echo, sockets, serve }.Parse(arguments).Invoke();
        }
    }
}
