using Nano.Firmware.Drivers;

namespace Nano.Firmware.Boards
{
    /// <summary>
    /// The pins of a chip: which GPIOs and ADC channels exist, what they can do, which are taken, and the pins of the board in hardware/boards that
    /// carries the chip. It is the single source for the validation of settings, the setup page, the simulator and the documentation. The tables are
    /// code, so that they stay in flash.
    /// Sources: ESP-IDF, soc_caps.h (SOC_GPIO_VALID_GPIO_MASK, SOC_GPIO_VALID_OUTPUT_GPIO_MASK, SOC_I2C_NUM, SOC_LEDC_CHANNEL_NUM, SOC_LEDC_SUPPORT_HS_MODE) and the chips' data sheets; nf-interpreter,
    /// targets/ESP32/_common/*_DeviceMapping.cpp for the ADC channels and cpu_gpio.cpp for the pins of flash and PSRAM.
    /// </summary>
    public class Chip : IPinTable
    {
        private const int Classic = 0;
        private const int C3 = 1;
        private const int S3 = 2;

        private const string Family = "ESP32";

        // The empty word is between the first two spaces.
        private const string Variants = "  REV0 REV3 BLE PSRAM XTAL26 IPV6 PICO BETA QUAD OCTAL ALL ";

        private static Chip s_esp32;
        private static Chip s_esp32C3;
        private static Chip s_esp32S3;

        private readonly int _series;
        private readonly bool _hasPsram;
        private readonly bool _hasBoard;

        /// <summary>Makes a chip with a table of its own, which replaces each member.</summary>
        protected Chip()
        {
        }

        private Chip(int series, bool hasPsram, bool hasBoard)
        {
            _series = series;
            _hasPsram = hasPsram;
            _hasBoard = hasBoard;
        }

        /// <summary>An ESP32 without PSRAM on an ESP32-DevKitC (hardware/boards/esp32-devkitc.md).</summary>
        public static Chip Esp32 => s_esp32 ??= new Chip(Classic, false, true);

        /// <summary>An ESP32-C3 on an ESP32-C3-DevKitM-1 (hardware/boards/esp32-c3.md).</summary>
        public static Chip Esp32C3 => s_esp32C3 ??= new Chip(C3, false, true);

        /// <summary>An ESP32-S3 without octal PSRAM on an ESP32-S3-DevKitC-1 (hardware/boards/esp32-s3.md).</summary>
        public static Chip Esp32S3 => s_esp32S3 ??= new Chip(S3, false, true);

        /// <summary>The chip's name as Espressif writes it: ESP32, ESP32-C3 or ESP32-S3.</summary>
        public virtual string Name => _series == Classic ? "ESP32" : _series == C3 ? "ESP32-C3" : "ESP32-S3";

        /// <summary>The greatest GPIO number and 1: 40, 22 or 49. Not every number below is a GPIO.</summary>
        public virtual int PinCount => Choose(40, 22, 49);

        /// <summary>The greatest ADC channel number of nanoFramework and 1: 20, 6 or 20. Not every number below is an ADC channel with a GPIO.</summary>
        public virtual int AdcChannelCount => Choose(20, 6, 20);

        /// <summary>The voltage that the converter reads as 4,096, in mV, by the typical line of the chip at 12 dB attenuation.</summary>
        public virtual int AdcFullScale => Choose(3300, 2500, 3100);

        /// <summary>The voltage that the converter reads as 0, in mV: that of an ESP32 does not see the lowest voltages.</summary>
        public virtual int AdcOffset => Choose(142, 0, 0);

        /// <inheritdoc/>
        public virtual int I2cBusCount => Choose(2, 1, 2);

        /// <inheritdoc/>
        public virtual int PwmCount => Choose(16, 6, 8);

        /// <inheritdoc/>
        public virtual int PwmTimerCount => Choose(8, 4, 4);

        /// <summary>
        /// The channel lines of the board in hardware/boards; empty when only the chip is known and not what is connected to it. A potentiometer and a light sensor
        /// reach the converter's limits; a TMP36 that works is never there.
        /// </summary>
        public virtual string DefaultChannels => !_hasBoard ? ""
            : _series == Classic ? Lines("2", "4", "0", "36", "39", "34")
            : _series == C3 ? Lines("6", "7", "9", "0", "1", "3")
            : Lines("2", "21", "0", "4", "5", "6");

        /// <summary>Finds a chip by name.</summary>
        /// <param name="name">
        /// The TargetName of nanoFramework's SystemInfo, such as ESP32_REV0, ESP32_C3 or XIAO_ESP32C3 (its Platform is ESP32 on all of these chips), or a name
        /// such as esp32-c3. Upper and lower case are the same.
        /// </param>
        /// <returns>The chip; without a board when the name is that of a product whose pins are its own, such as M5Stack; null for an unknown chip, and for null.</returns>
        public static Chip Find(string name)
        {
            if (name == null)
            {
                return null;
            }

            string upper = name.ToUpper();
            int start = upper.IndexOf(Family);
            return start >= 0 ? FindTarget(upper, start) : FindProduct(upper);
        }

        /// <summary>Whether the chip has a GPIO of this number.</summary>
        /// <param name="pin">Any number.</param>
        public virtual bool HasPin(int pin)
        {
            if (pin < 0 || pin >= PinCount)
            {
                return false;
            }

            switch (_series)
            {
                case Classic: return pin != 24 && (pin < 28 || pin > 31);
                case S3: return pin < 22 || pin > 25;
                default: return true;
            }
        }

        /// <summary>Whether a GPIO can be an output, and has a pull-up resistor: GPIO 34 to 39 of an ESP32 have neither driver nor resistors.</summary>
        /// <param name="pin">Any number.</param>
        public virtual bool IsOutput(int pin)
        {
            return HasPin(pin) && (_series != Classic || pin < 34);
        }

        /// <summary>The use that a GPIO already has.</summary>
        /// <param name="pin">Any number.</param>
        public virtual PinUse UseOf(int pin)
        {
            switch (_series)
            {
                case Classic:
                    return pin >= 6 && pin <= 11 ? PinUse.Flash
                        : _hasPsram && (pin == 16 || pin == 17) ? PinUse.Psram
                        : pin == 1 || pin == 3 ? PinUse.Console
                        : PinUse.None;
                case C3:
                    // GPIO 11 supplies the flash.
                    return pin >= 11 && pin <= 17 ? PinUse.Flash
                        : pin == 18 || pin == 19 ? PinUse.Usb
                        : pin == 20 || pin == 21 ? PinUse.Console
                        : PinUse.None;
                default:
                    return pin >= 26 && pin <= 32 ? PinUse.Flash
                        : _hasPsram && pin >= 33 && pin <= 37 ? PinUse.Psram
                        : pin == 19 || pin == 20 ? PinUse.Usb
                        : pin == 43 || pin == 44 ? PinUse.Console
                        : PinUse.None;
            }
        }

        /// <summary>The GPIO of an ADC channel, as nanoFramework counts channels: those of the second converter follow those of the first.</summary>
        /// <param name="channel">Any number.</param>
        /// <returns>The GPIO; -1 when there is no such channel, or none with a GPIO: 8 and 9 of an ESP32 were the chip's own sensors.</returns>
        public virtual int GpioOf(int channel)
        {
            if (channel < 0 || channel >= AdcChannelCount)
            {
                return -1;
            }

            if (_series != Classic)
            {
                return _series == C3 ? channel : channel + 1;
            }

            return channel switch
            {
                8 or 9 => -1,
                10 => 4,
                11 => 0,
                12 => 2,
                13 => 15,
                14 => 13,
                15 => 12,
                16 => 14,
                17 => 27,
                18 => 25,
                19 => 26,
                _ => channel < 4 ? 36 + channel : 28 + channel,
            };
        }

        /// <summary>Whether an ADC channel belongs to the second converter (ADC2): Wi-Fi uses it on an ESP32 and an ESP32-S3, and it is faulty on an ESP32-C3.</summary>
        /// <param name="channel">Any number.</param>
        public virtual bool IsSecondConverter(int channel)
        {
            return channel >= Choose(10, 5, 10) && channel < AdcChannelCount;
        }

        /// <inheritdoc/>
        public virtual LineError Check(int pin, PinRole role)
        {
            if (!HasPin(pin))
            {
                return LineError.NoSuchPin;
            }

            switch (UseOf(pin))
            {
                case PinUse.Flash: return LineError.UsedByFlash;
                case PinUse.Psram: return LineError.UsedByPsram;
                case PinUse.Usb: return LineError.UsedByUsb;
                case PinUse.Console: return LineError.UsedByConsole;
            }

            if (role == PinRole.Analog)
            {
                int channel = AdcChannelOf(pin);
                return channel < 0 ? LineError.NotAnalog : IsSecondConverter(channel) ? LineError.SecondConverter : LineError.None;
            }

            return role == PinRole.Input || IsOutput(pin) ? LineError.None : LineError.InputOnly;
        }

        /// <inheritdoc/>
        public bool HasResistors(int pin)
        {
            return IsOutput(pin);
        }

        /// <summary>The ADC channel of a GPIO, as nanoFramework counts channels.</summary>
        /// <param name="pin">Any number.</param>
        /// <returns>The channel; -1 when the GPIO has none.</returns>
        public int AdcChannelOf(int pin)
        {
            // Those of the first converter, which most lines use, come first.
            int count = pin < 0 ? 0 : AdcChannelCount;
            for (int channel = 0; channel < count; channel++)
            {
                if (GpioOf(channel) == pin)
                {
                    return channel;
                }
            }

            return -1;
        }

        private static string Lines(string led, string relay, string button, string pot, string light, string temperature)
        {
            return "channel=led output pin=" + led + "\nchannel=relay output pin=" + relay + "\nchannel=button input pin=" + button + " active=low pull=up\nchannel=pot adc pin=" + pot
                + " clamp\nchannel=light adc pin=" + light + " as=ratio\nchannel=temperature adc pin=" + temperature + " as=tmp36\n";
        }

        private int Choose(int classic, int c3, int s3)
        {
            return _series == Classic ? classic : _series == C3 ? c3 : s3;
        }

        /// <summary>Finds the chip of a target whose name has ESP32 in it, which its series follows: C3 in ESP32_C3_REV3 and in XIAO_ESP32C3, none in ESP32_REV0.</summary>
        private static Chip FindTarget(string name, int start)
        {
            string rest = Skip(name.Substring(start + Family.Length));
            int series = Classic;
            if (rest.Length > 1 && rest[1] >= '0' && rest[1] <= '9')
            {
                series = rest.StartsWith("C3") ? C3 : rest.StartsWith("S3") ? S3 : -1;
                rest = Skip(rest.Substring(2));
            }

            if (series < 0)
            {
                return null;
            }

            // The XIAO has the GPIOs of the board's list free, the BOOT button among them.
            bool hasBoard = start == 0 || name.Substring(0, start) == "XIAO_";
            bool hasPsram = false;
            string[] words = rest.Split('_', '-');
            for (int i = 0; i < words.Length; i++)
            {
                hasBoard &= IsVariant(words[i]);
                hasPsram |= IsPsram(words[i]);
            }

            return new Chip(series, hasPsram, hasBoard);
        }

        /// <summary>Finds the chip of a product whose target's name does not tell it. The names are those of nf-interpreter's targets/ESP32/CMakePresets.json.</summary>
        private static Chip FindProduct(string name)
        {
            return name == "ATOMS3" ? new Chip(S3, false, false)
                : name == "ESP_WROVER_KIT" || name == "M5CORE2" || name.StartsWith("M5STICK") || name.StartsWith("LILYGOTWATCH") ? new Chip(Classic, true, false)
                : name == "M5STACK" || name == "M5CORE" ? new Chip(Classic, false, false)
                : null;
        }

        private static string Skip(string text)
        {
            return text.Length > 0 && (text[0] == '_' || text[0] == '-') ? text.Substring(1) : text;
        }

        /// <summary>Whether a word of a target's name tells a build for any board with the chip, and not a product with parts of its own on the pins.</summary>
        private static bool IsVariant(string word)
        {
            return Variants.IndexOf(" " + word + " ") >= 0;
        }

        /// <summary>Whether a word of a target's name tells memory on the pins of <see cref="PinUse.Psram"/>: in an ESP32-PICO it is the flash that has them.</summary>
        private static bool IsPsram(string word)
        {
            return word == "PSRAM" || word == "WROVER" || word == "PICO" || word == "OCTAL" || word == "ALL";
        }
    }
}
