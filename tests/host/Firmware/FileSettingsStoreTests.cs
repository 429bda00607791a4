using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Boards;
using Nano.Firmware.Settings;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>Settings in files.</summary>
    [TestClass]
    public class FileSettingsStoreTests
    {
        [TestMethod]
        public void Settings_in_files_come_back_and_a_file_cut_off_leaves_the_older_ones()
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            try
            {
                Save(folder, "name=first");
                Save(folder, "name=second");
                Assert.AreEqual("second", Load(folder).Name);

                string newest = Path.Combine(folder, "settings.1.txt");
                File.WriteAllText(newest, File.ReadAllText(newest).Substring(0, 40));
                Assert.AreEqual("first", Load(folder).Name);

                File.WriteAllText(newest, new string('x', 5000));
                Assert.AreEqual("first", Load(folder).Name);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        [TestMethod]
        public void Only_the_owner_may_read_the_files_whatever_mode_they_had()
        {
            if (System.OperatingSystem.IsWindows())
            {
                Assert.Inconclusive("Windows has no file modes.");
                return;
            }

            string folder = Directory.CreateTempSubdirectory().FullName;
            try
            {
                string existing = Path.Combine(folder, "settings.0.txt");
                File.WriteAllText(existing, "name=old\n");
                File.SetUnixFileMode(existing, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
                Save(folder, "name=first");
                Save(folder, "name=second");
                foreach (string name in new[] { "settings.0.txt", "settings.1.txt" })
                {
                    Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, name)), name);
                }

                Assert.AreEqual("second", Load(folder).Name);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        [TestMethod]
        public void A_folder_that_is_not_there_has_no_settings_and_takes_none()
        {
            SettingsFile file = new SettingsFile(new FileSettingsStore(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
            Assert.AreEqual(0, file.Load(new BoardSettings(Chip.Esp32)));
            Assert.IsFalse(file.IsFound);
            Assert.IsFalse(file.Save(new BoardSettings(Chip.Esp32)));
        }

        private static BoardSettings Load(string folder)
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            new SettingsFile(new FileSettingsStore(folder)).Load(settings);
            return settings;
        }

        private static void Save(string folder, string line)
        {
            SettingsFile file = new SettingsFile(new FileSettingsStore(folder));
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            file.Load(settings);
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            settings.Read(bytes, 0, bytes.Length);
            Assert.IsTrue(file.Save(settings));
        }
    }
}
