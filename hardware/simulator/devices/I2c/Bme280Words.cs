using System;

namespace Nano.Simulator.I2c
{
    /// <summary>The converter's words that a <see cref="SimulatedBme280"/> must give for a temperature, a pressure and a humidity: the data sheet's formulas in floating point (BST-BME280-DS002, section 8.1), turned round by bisection.</summary>
    internal static class Bme280Words
    {
        /// <summary>Sets the words of a part.</summary>
        /// <param name="part">The part.</param>
        /// <param name="degrees">The temperature in °C.</param>
        /// <param name="pascals">The pressure in Pa.</param>
        /// <param name="percent">The relative humidity in percent.</param>
        public static void Set(SimulatedBme280 part, double degrees, double pascals, double percent)
        {
            part.TemperatureWord = Find(0, 0xFFFFF, word => Fine(word) / 5120 - degrees);
            double fine = Fine(part.TemperatureWord);
            part.PressureWord = Find(0, 0xFFFFF, word => pascals - Pressure(fine, word));
            part.HumidityWord = Find(0, 0xFFFF, word => Humidity(fine, word) - percent);
        }

        /// <summary>Finds the least word for which a rising function is not below 0.</summary>
        private static int Find(int low, int high, Func<int, double> function)
        {
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (function(middle) < 0)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }

        private static double Fine(int word)
        {
            int[] c = SimulatedBme280.Calibration;
            double distance = (word / 131072.0) - (c[0] / 8192.0);
            return (((word / 16384.0) - (c[0] / 1024.0)) * c[1]) + (distance * distance * c[2]);
        }

        private static double Pressure(double fine, int word)
        {
            int[] c = SimulatedBme280.Calibration;
            double warmth = (fine / 2) - 64000;
            double offset = (((warmth * warmth * c[8] / 32768) + (warmth * c[7] * 2)) / 4) + (c[6] * 65536.0);
            double scale = (1 + ((((c[5] * warmth * warmth / 524288) + (c[4] * warmth)) / 524288) / 32768)) * c[3];
            double pressure = (1048576.0 - word - (offset / 4096)) * 6250 / scale;
            return pressure + (((c[11] * pressure * pressure / 2147483648.0) + (pressure * c[10] / 32768) + c[9]) / 16);
        }

        private static double Humidity(double fine, int word)
        {
            int[] h = SimulatedBme280.HumidityCalibration;
            double warmth = fine - 76800;
            double slope = h[1] / 65536.0 * (1 + (h[5] / 67108864.0 * warmth * (1 + (h[2] / 67108864.0 * warmth))));
            double humidity = (word - ((h[3] * 64.0) + (h[4] / 16384.0 * warmth))) * slope;
            return humidity * (1 - (h[0] * humidity / 524288));
        }
    }
}
