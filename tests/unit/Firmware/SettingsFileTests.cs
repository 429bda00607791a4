using System.Text;
using Nano.Firmware.Boards;
using Nano.Firmware.Settings;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Settings that are kept, and what is left of them when the power fails.</summary>
    [TestClass]
    public class SettingsFileTests
    {
        [TestMethod]
        public void A_new_store_leaves_the_defaults()
        {
            SettingsFile file = new SettingsFile(new TornStore());
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(0, file.Load(settings));
            Assert.IsFalse(file.IsFound);
            Assert.AreEqual("nano", settings.Name);
        }

        [TestMethod]
        public void A_save_reads_the_text_back_and_fails_if_it_is_damaged()
        {
            TornStore store = new TornStore();
            Save(store, "first");

            int length = store[0].Length;
            for (int i = 0; i < length; i++)
            {
                SettingsFile file = new SettingsFile(store);
                BoardSettings settings = new BoardSettings(Chip.Esp32);
                file.Load(settings);
                Read(settings, "name=other");
                store.Changed = i;
                Assert.IsFalse(file.Save(settings), "Byte " + i);
                store.Changed = -1;
                Assert.AreEqual("first", Load(store), "Byte " + i);
            }
        }

        [TestMethod]
        public void Settings_are_loaded_as_saved_after_any_number_of_saves()
        {
            TornStore store = new TornStore();
            for (int i = 0; i < 12; i++)
            {
                Save(store, "board " + i);
                Assert.AreEqual("board " + i, Load(store));
            }
        }

        [TestMethod]
        public void One_file_saves_many_times()
        {
            TornStore store = new TornStore();
            SettingsFile file = new SettingsFile(store);
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            file.Load(settings);
            for (int i = 0; i < 3; i++)
            {
                Read(settings, "name=board " + i);
                Assert.IsTrue(file.Save(settings));
                Assert.AreEqual("board " + i, Load(store));
            }
        }

        [TestMethod]
        public void A_place_is_text_that_people_can_read()
        {
            TornStore store = new TornStore();
            Save(store, "shed");
            string text = Bytes.Text(store[0], 0, store[0].Length);
            Assert.AreEqual(0, text.IndexOf("#revision=1\nname=shed\ndomains=lan home.arpa internal\ninterval=100\n"));
            Assert.AreEqual(store[0].Length - 16, text.IndexOf("#check="));
        }

        [TestMethod]
        public void A_power_cut_at_any_byte_leaves_the_old_settings_or_the_new()
        {
            // The old of another length than the new, either way, and none before them; flash that is emptied first or written over.
            string[] before = { "shed", "a much longer name than that one" };
            string[] after = { "greenhouse", "b" };
            for (int variant = 0; variant < 8; variant++)
            {
                string old = before[variant & 1];
                string young = after[variant >> 1 & 1];
                bool isEmptiedFirst = variant >= 4;
                TornStore model = new TornStore();
                Save(model, "first");
                Save(model, old);
                int length = Save(Copy(model, isEmptiedFirst), young);
                for (int cut = 0; cut <= length; cut++)
                {
                    TornStore store = Copy(model, isEmptiedFirst);
                    store.BytesLeft = cut;
                    store.Garbage = cut % 3 == 0 ? 0xFF : -1;
                    SettingsFile file = new SettingsFile(store);
                    BoardSettings settings = new BoardSettings(Chip.Esp32);
                    file.Load(settings);
                    Read(settings, "name=" + young);
                    Assert.AreEqual(cut == length, file.Save(settings), "Cut at " + cut);

                    Assert.AreEqual(cut == length ? young : old, Load(store), "Cut at " + cut);

                    // And the board goes on from there.
                    store.BytesLeft = int.MaxValue;
                    Save(store, "next");
                    Assert.AreEqual("next", Load(store));
                }
            }
        }

        [TestMethod]
        public void Settings_that_are_damaged_in_both_places_or_too_long_leave_the_password()
        {
            TornStore model = new TornStore();
            SaveLines(model, "password=$hash$\naccess-passphrase=open sesame\nopen-reading=1\nname=shed\n");
            SaveLines(model, "name=shed\n");
            for (int i = 0; i < 3; i++)
            {
                TornStore store = Copy(model, false);
                store[0] = i == 0 ? new byte[BoardSettings.MaximumLength + 1] : Bytes.Of("x");
                store[1] = i == 0 ? new byte[BoardSettings.MaximumLength + 1] : Bytes.Of("y");
                SettingsFile file = new SettingsFile(store);
                BoardSettings settings = new BoardSettings(Chip.Esp32);
                file.Load(settings);
                Assert.IsTrue(file.IsDamaged && !file.IsFound && !settings.HasUnreadablePassword);
                Assert.AreEqual("$hash$ open sesame nano", settings.Password + " " + settings.Network.AccessPassphrase + " " + settings.Name);
                Assert.IsTrue(settings.OpenReading);

                // Settings saved after that have it too.
                settings = new BoardSettings(Chip.Esp32);
                file.Reload(settings);
                Assert.IsTrue(file.Save(settings));
                settings = new BoardSettings(Chip.Esp32);
                new SettingsFile(store).Load(settings);
                Assert.AreEqual("$hash$", settings.Password);
            }
        }

        [TestMethod]
        public void Without_the_guard_too_no_client_may_control_the_board()
        {
            TornStore store = new TornStore();
            SaveLines(store, "password=$hash$\n");
            store[0] = Bytes.Of("x");
            store[SettingsStore.Guard] = Bytes.Of("y");
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            new SettingsFile(store).Load(settings);
            Assert.IsTrue(settings.HasUnreadablePassword);

            // A password that a later firmware has written counts as one.
            store = new TornStore();
            SaveLines(store, "name=a\n");
            store[SettingsStore.Guard] = new byte[0];
            byte[] text = store[0];
            byte[] line = Bytes.Of("password=" + Bytes.Repeat("p", 300) + "\n");
            byte[] body = Bytes.Join(Bytes.Slice(text, 0, text.Length - 16), line);
            store[0] = Bytes.Join(body, Bytes.Of("#check=" + Crc32.Compute(body, 0, body.Length).ToString("x8") + "\n"));
            settings = new BoardSettings(Chip.Esp32);
            new SettingsFile(store).Load(settings);
            Assert.IsTrue(settings.HasUnreadablePassword);
        }

        [TestMethod]
        public void A_new_board_is_not_locked_and_a_guard_that_a_power_cut_has_left_behind_is_repaired()
        {
            TornStore store = new TornStore();
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            new SettingsFile(store).Load(settings);
            Assert.IsFalse(settings.HasUnreadablePassword);
            SaveLines(store, "password=one\n");
            byte[] guard = store[SettingsStore.Guard];
            store[SettingsStore.Guard] = Bytes.Of("z");
            new SettingsFile(store).Load(settings);
            Assert.IsTrue(Bytes.AreEqual(guard, store[SettingsStore.Guard]));
        }

        [TestMethod]
        public void Lines_of_names_that_are_not_known_are_kept_when_settings_are_saved()
        {
            TornStore store = new TornStore();
            SaveLines(store, "later=1\nname=shed\nmuch-later=x y=z\n");
            SaveLines(store, "name=barn\n");
            string text = Bytes.Text(store[1]);
            Assert.IsTrue(text.IndexOf("name=barn\n") > 0 && text.IndexOf("\nlater=1\nmuch-later=x y=z\n#check=") > 0, text);
        }

        private static void SaveLines(TornStore store, string lines)
        {
            SettingsFile file = new SettingsFile(store);
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            file.Load(settings);
            byte[] text = Bytes.Of(lines);
            Assert.AreEqual(0, settings.Read(text, 0, text.Length));
            Assert.IsTrue(file.Save(settings));
        }

        [TestMethod]
        public void A_power_cut_while_the_first_settings_are_saved_leaves_the_defaults()
        {
            int length = Save(new TornStore(), "nano");
            for (int cut = 0; cut < length; cut++)
            {
                TornStore store = new TornStore { BytesLeft = cut };
                SettingsFile file = new SettingsFile(store);
                BoardSettings settings = new BoardSettings(Chip.Esp32);
                file.Load(settings);
                Assert.IsFalse(file.Save(settings));
                Assert.AreEqual("nano", Load(store));
            }
        }

        [TestMethod]
        public void A_changed_bit_anywhere_makes_the_other_place_count()
        {
            TornStore store = new TornStore();
            Save(store, "old");
            Save(store, "new");
            byte[] whole = store[1];
            for (int i = 0; i < whole.Length; i++)
            {
                byte[] changed = Bytes.Slice(whole, 0, whole.Length);
                changed[i] ^= (byte)(1 << (i & 7));
                store[1] = changed;
                Assert.AreEqual("old", Load(store), "Byte " + i);
            }
        }

        [TestMethod]
        public void A_wrong_line_is_reported_by_its_number()
        {
            TornStore store = new TornStore();
            byte[] text = Encoding.UTF8.GetBytes("#revision=7\nname=shed\nslots=99\n");
            store[1] = Bytes.Join(text, Encoding.UTF8.GetBytes("#check=" + Hex(Crc32.Compute(text, 0, text.Length)) + "\n"));
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            SettingsFile file = new SettingsFile(store);
            Assert.AreEqual(3, file.Load(settings));
            Assert.IsTrue(file.IsFound);
            Assert.AreEqual("shed", settings.Name);
            Assert.AreEqual(8, settings.Slots);
        }

        [TestMethod]
        public void The_checksum_is_the_CRC_32_everybody_knows()
        {
            byte[] text = Encoding.UTF8.GetBytes("?123456789?");
            Assert.AreEqual(0xCBF43926L, Crc32.Compute(text, 1, 9));
            Assert.AreEqual(0, Crc32.Compute(text, 1, 0));
        }

        private static TornStore Copy(TornStore store, bool isEmptiedFirst)
        {
            TornStore copy = new TornStore { IsEmptiedFirst = isEmptiedFirst };
            for (int place = 0; place < SettingsStore.Count; place++)
            {
                copy[place] = store[place];
            }

            return copy;
        }

        private static int Save(TornStore store, string name)
        {
            SettingsFile file = new SettingsFile(store);
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            file.Load(settings);
            Read(settings, "name=" + name);
            int before = store.BytesLeft;
            Assert.IsTrue(file.Save(settings));
            return before - store.BytesLeft;
        }

        private static string Load(TornStore store)
        {
            BoardSettings settings = new BoardSettings(Chip.Esp32);
            Assert.AreEqual(0, new SettingsFile(store).Load(settings));
            return settings.Name;
        }

        private static void Read(BoardSettings settings, string line)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            Assert.AreEqual(0, settings.Read(bytes, 0, bytes.Length));
        }

        private static string Hex(uint value)
        {
            return value.ToString("x8");
        }
    }
}
