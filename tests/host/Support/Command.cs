using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nano.Tests.Host.Support
{
    /// <summary>A program run to its end.</summary>
    internal sealed class Command
    {
        private const int Patience = 120_000;

        private Command(int exitCode, byte[] output, string error)
        {
            ExitCode = exitCode;
            Output = output;
            Error = error;
        }

        public int ExitCode { get; }

        public byte[] Output { get; }

        public string Text => Encoding.UTF8.GetString(Output);

        public string Error { get; }

        /// <summary>Runs a program, or returns null when this machine does not have it.</summary>
        public static Command TryRun(string program, params string[] arguments)
        {
            ProcessStartInfo start = StartInfo(program, arguments);
            Process process;
            try
            {
                process = Process.Start(start);
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null;
            }

            using (process)
            {
                process.StandardInput.Close();
                using MemoryStream output = new MemoryStream();
                Task copying = process.StandardOutput.BaseStream.CopyToAsync(output);
                Task<string> error = process.StandardError.ReadToEndAsync();
                if (!process.WaitForExit(Patience))
                {
                    process.Kill(true);
                    Assert.Fail($"{program} {string.Join(' ', arguments)} did not end.");
                }

                Task.WaitAll(copying, error);
                return new Command(process.ExitCode, output.ToArray(), error.Result);
            }
        }

        public static ProcessStartInfo StartInfo(string program, params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo(program)
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                CreateNoWindow = true,
            };
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            // The test runner's own settings are not the child's.
            start.Environment.Remove("MSBuildSDKsPath");
            start.Environment.Remove("MSBuildExtensionsPath");
            start.Environment.Remove("MSBUILD_EXE_PATH");
            start.Environment["DOTNET_NOLOGO"] = "1";
            start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
            start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
            return start;
        }
    }
}
