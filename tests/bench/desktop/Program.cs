using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

namespace Nano.Tests.Bench
{
    /// <summary>What it costs on desktop .NET: <c>units</c> by BenchmarkDotNet, <c>echo</c> over sockets beside Kestrel. And on the interpreter: <c>sockets</c>.</summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            var filter = new Argument<string[]>("arguments") { Description = "BenchmarkDotNet's own, such as --filter *Echo* or --job short", Arity = ArgumentArity.ZeroOrMore };
            var units = new Command("units", "Time and allocation of each unit of work, over the in-memory transport") { filter };
            units.TreatUnmatchedTokensAsErrors = false;
            units.SetAction(result =>
            {
                string[] own = [.. result.GetValue(filter), .. result.UnmatchedTokens];
                BenchmarkRunner.Run<Units>(DefaultConfig.Instance.WithArtifactsPath("artifacts/benchmarks"), own);
                return 0;
            });

            var seconds = new Option<int>("--seconds") { Description = "Length of each measurement", DefaultValueFactory = _ => 2 };
            var rounds = new Option<int>("--rounds") { Description = "Measurements of each server, taken in turns", DefaultValueFactory = _ => 5 };
            var payload = new Option<int>("--payload") { Description = "Bytes of each text message", DefaultValueFactory = _ => 32 };
            var echo = new Command("echo", "Messages a second that nano and Kestrel echo over sockets, each held to one core") { seconds, rounds, payload };
            echo.SetAction(result => EchoLoad.Run(result.GetValue(seconds), result.GetValue(rounds), result.GetValue(payload)));

            var programs = new Argument<string[]>("folders") { Description = "Folders of an echo program for the board each", Arity = ArgumentArity.OneOrMore };
            var counting = new Option<string>("--count") { Description = "An interpreter with sockets that counts" };
            var plain = new Option<string>("--plain") { Description = "An interpreter with sockets" };
            var sockets = new Command("sockets", "What an echo over sockets costs on the interpreter; called by tests/bench/run.sh") { programs, counting, plain };
            sockets.SetAction(result => InterpreterEcho.Run(result.GetValue(programs), result.GetValue(counting), result.GetValue(plain)));

            var which = new Argument<string>("server").AcceptOnlyFromAmong(EchoServer.Names);
            var serve = new Command("serve", "The server that echo measures: prints its port, and ends with its input") { which };
            serve.Hidden = true;
            serve.SetAction(result => EchoServer.Run(result.GetValue(which)));

            return new RootCommand("Measures nano on desktop .NET.") { units, echo, sockets, serve }.Parse(arguments).Invoke();
        }
    }
}
