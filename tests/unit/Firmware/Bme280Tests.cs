using Nano.Firmware.Drivers;
using Nano.Simulator.I2c;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>The BME280: its compensation against the data sheets, and its registers.</summary>
    [TestClass]
    public class Bme280Tests
    {
        [TestMethod]
        public void The_example_of_the_data_sheet_is_computed()
        {
            // Bosch, BST-BMP280-DS001, section 3.12: the example for the formulas that both parts have. UT 519888 and UP 415148 are 25.08 C and 100653.27 Pa. The drawing has 25767236 / 256 Pa from floating point, and
            // says that integers deviate slightly: the formula of section 3.11.3 gives 3 less, 0.01 Pa.
            Bme280Compensation compensation = Load();
            Assert.AreEqual(2508, compensation.Temperature(519888));
            Assert.AreEqual(25767236 - 3, compensation.Pressure(415148));
        }

        [TestMethod]
        public void The_integers_agree_with_the_data_sheets_floating_point_formulas()
        {
            // BST-BME280-DS002, section 8.1: the same in double precision. Integers may deviate by a few hundredths, and their pressure by a few Pa far from the middle.
            Bme280Compensation compensation = Load();
            int[] words = { 330000, 400000, 450000, 519888, 560000, 600000, 650000 };
            for (int i = 0; i < words.Length; i++)
            {
                double fine = Fine(words[i]);
                AssertNear(fine / 5120 * 100, compensation.Temperature(words[i]), 1.5, "temperature");
                for (int pressure = 250000; pressure <= 550000; pressure += 50000)
                {
                    AssertNear(Pressure(fine, pressure), compensation.Pressure(pressure) / 256.0, 2, "pressure");
                }

                for (int humidity = 20000; humidity <= 45000; humidity += 2500)
                {
                    AssertNear(Humidity(fine, humidity), compensation.Humidity(humidity) / 1024.0, 0.03, "humidity");
                }
            }
        }

        [TestMethod]
        public void Humidity_stays_within_0_and_100()
        {
            Bme280Compensation compensation = Load();
            compensation.Temperature(519888);
            Assert.AreEqual(0, compensation.Humidity(0));
            Assert.AreEqual(102400, compensation.Humidity(65535));
        }

        [TestMethod]
        public void A_part_is_set_up_once_and_then_measured()
        {
            DriverBench bench = Create(out SimulatedBme280 part);
            bench.Wait(9);
            Assert.AreEqual("null null null", bench.Values());
            Assert.AreEqual(5, bench.Bus.Transfers, "identification, status, two of calibration, start");
            bench.Wait(1);
            Assert.AreEqual("2508 " + ExpectedHumidity(30000) + " 100653", bench.Values());
            part.PressureWord = 400000;
            bench.Wait(1000);
            Assert.AreEqual(8, bench.Bus.Transfers);
            Assert.AreEqual((long)(Pressure(Fine(519888), 400000) + 0.5), bench.Board[2].Value);
        }

        [TestMethod]
        public void A_part_that_was_without_power_measures_on()
        {
            DriverBench bench = Create(out SimulatedBme280 part);
            bench.Wait(500);
            part.Reset();
            bench.Wait(1000);
            Assert.AreEqual(2508, bench.Board[0].Value);

            // Without power during a measurement: its words are those of nothing measured.
            bench.Wait(505);
            part.Reset();
            bench.Wait(50);
            Assert.AreEqual("null null null", bench.Values());
            bench.Wait(1000);
            Assert.AreEqual(2508, bench.Board[0].Value);
        }

        [TestMethod]
        public void A_part_that_was_lost_is_set_up_again_because_another_may_be_there()
        {
            DriverBench bench = Create(out SimulatedBme280 part);
            bench.Wait(500);
            part.IsConnected = false;
            bench.Wait(1000);
            part.Identification = 0x58;
            part.IsConnected = true;
            bench.Wait(10000);
            Assert.AreEqual("null null null", bench.Values());
        }

        [TestMethod]
        public void A_BMP280_in_its_place_is_refused_and_a_BME280_is_taken()
        {
            DriverBench bench = Create(out SimulatedBme280 part);
            part.Identification = 0x58;
            bench.Wait(60000);
            Assert.AreEqual("null null null", bench.Values());
            Assert.AreEqual(6, bench.Bus.Transfers, "after 0, 1, 3, 7, 15 and 31 s");
            part.Identification = 0x60;
            bench.Wait(2000);
            Assert.AreEqual(2508, bench.Board[0].Value);
        }

        private static DriverBench Create(out SimulatedBme280 part)
        {
            DriverBench bench = new DriverBench();
            part = new SimulatedBme280();
            bench.Bus.Connect(0x76, part);
            bench.Add(new Bme280(bench.Bus, 0x76), "temperature", "humidity", "pressure");
            return bench;
        }

        /// <summary>Loads the calibration as the driver does, from the registers.</summary>
        private static Bme280Compensation Load()
        {
            SimulatedBme280 part = new SimulatedBme280();
            byte[] registers = new byte[Bme280Compensation.FirstCount];
            part.Write(new byte[] { 0x88 }, 1);
            part.Read(registers, Bme280Compensation.FirstCount);
            Bme280Compensation compensation = new Bme280Compensation();
            compensation.LoadFirst(registers);
            part.Write(new byte[] { 0xE1 }, 1);
            part.Read(registers, Bme280Compensation.SecondCount);
            compensation.LoadSecond(registers);
            return compensation;
        }

        private static void AssertNear(double expected, double actual, double tolerance, string message)
        {
            double difference = actual - expected;
            if (difference > tolerance || difference < -tolerance)
            {
                Assert.AreEqual(expected.ToString(), actual.ToString(), message);
            }
        }

        private static string ExpectedHumidity(int word)
        {
            return ((long)(Humidity(Fine(519888), word) * 10 + 0.5)).ToString();
        }

        private static double Fine(int word)
        {
            int[] c = SimulatedBme280.Calibration;
            double first = (word / 16384.0 - c[0] / 1024.0) * c[1];
            double second = word / 131072.0 - c[0] / 8192.0;
            return first + second * second * c[2];
        }

        private static double Pressure(double fine, int word)
        {
            int[] c = SimulatedBme280.Calibration;
            double first = fine / 2 - 64000;
            double second = first * first * c[8] / 32768 + first * c[7] * 2;
            second = second / 4 + c[6] * 65536.0;
            first = (c[5] * first * first / 524288 + c[4] * first) / 524288;
            first = (1 + first / 32768) * c[3];
            double pressure = (1048576.0 - word - second / 4096) * 6250 / first;
            return pressure + (c[11] * pressure * pressure / 2147483648.0 + pressure * c[10] / 32768 + c[9]) / 16;
        }

        private static double Humidity(double fine, int word)
        {
            int[] h = SimulatedBme280.HumidityCalibration;
            double warm = fine - 76800;
            double humidity = (word - (h[3] * 64.0 + h[4] / 16384.0 * warm)) * (h[1] / 65536.0 * (1 + h[5] / 67108864.0 * warm * (1 + h[2] / 67108864.0 * warm)));
            humidity *= 1 - h[0] * humidity / 524288;
            return humidity > 100 ? 100 : humidity < 0 ? 0 : humidity;
        }
    }
}
