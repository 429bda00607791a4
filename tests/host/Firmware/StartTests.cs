using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Settings;
using Nano.Firmware.Startup;
using Nano.Tests.Host.Support;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The start of a board over the simulated chip's pins and over files.</summary>
    [TestClass]
    [DoNotParallelize]
    public class StartTests
    {
        private string _folder;

        [TestInitialize]
        public void CreateFolder()
        {
            _folder = Directory.CreateTempSubdirectory().FullName;
        }

        [TestCleanup]
        public void DeleteFolder()
        {
            Directory.Delete(_folder, true);
        }

        [TestMethod]
        public void A_first_start_throws_no_exception_at_all()
        {
            // On a board each one, caught or not, writes its stack to the serial console.
            List<Exception> thrown = new List<Exception>();
            int thread = Environment.CurrentManagedThreadId;
            void Note(object sender, FirstChanceExceptionEventArgs e)
            {
                if (Environment.CurrentManagedThreadId == thread)
                {
                    thrown.Add(e.Exception);
                }
            }

            AppDomain.CurrentDomain.FirstChanceException += Note;
            try
            {
                FolderPlatform platform = new FolderPlatform(_folder, Chip.Esp32, Chip.Esp32);
                Device device = new StartSequence(platform).Start();
                Assert.Contains("HTTP/1.1 200 OK", platform.GetState(device));
                Assert.Contains("Settings: none are saved.", platform.Lines);
            }
            finally
            {
                AppDomain.CurrentDomain.FirstChanceException -= Note;
            }

            Assert.IsEmpty(thrown, string.Join(", ", thrown));
        }

        [TestMethod]
        public void Pins_that_cannot_be_opened_do_not_keep_the_board_from_serving()
        {
            // The list is one for another chip than the one that is there: some pins open, then one does not exist.
            FolderPlatform platform = new FolderPlatform(_folder, Chip.Esp32S3, Chip.Esp32);
            Save(platform, "channel=led output pin=13\nchannel=relay output pin=45\n");
            Device device = new StartSequence(platform).Start();

            string state = platform.GetState(device);
            Assert.Contains("\"code\":\"pins\",\"message\":\"The channels cannot be made (", state);
            Assert.DoesNotContain("cannot be used either", state);
            Assert.IsFalse(platform.Gpio.IsPinOpen(13), "the pin that was opened before the failure");
            Assert.IsTrue(platform.Gpio.IsPinOpen(2) && platform.Gpio.IsPinOpen(21), "the default pins");
        }

        [TestMethod]
        public void The_count_of_failed_starts_is_kept_in_a_file_of_its_own()
        {
            FolderPlatform platform = new FolderPlatform(_folder, Chip.Esp32, Chip.Esp32);
            Save(platform, "name=shed\n");
            byte[] settings = File.ReadAllBytes(Path.Combine(_folder, "settings.0.txt"));
            for (int i = 0; i < 4; i++)
            {
                platform = new FolderPlatform(_folder, Chip.Esp32, Chip.Esp32);
                Device device = new StartSequence(platform).Start();
                Assert.AreEqual(i == 3, platform.GetState(device).Contains("\"code\":\"safe-start\""));
                Assert.AreEqual($"starts={i + 1}\n", File.ReadAllText(Path.Combine(_folder, "starts.txt")));
                Assert.Contains("\"board\":\"shed\"", platform.GetState(device));
            }

            CollectionAssert.AreEqual(settings, File.ReadAllBytes(Path.Combine(_folder, "settings.0.txt")));
            Assert.IsFalse(File.Exists(Path.Combine(_folder, "settings.1.txt")));
        }

        private static void Save(FolderPlatform platform, string text)
        {
            BoardSettings settings = new BoardSettings(platform.Chip);
            SettingsFile file = new SettingsFile(platform.Store);
            file.Load(settings);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Assert.AreEqual(0, settings.Read(bytes, 0, bytes.Length));
            Assert.IsTrue(file.Save(settings));
        }
    }
}
