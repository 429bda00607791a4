using System;
using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nano.Simulator.Linux
{
    /// <summary>The lines of a GPIO chip of Linux through libgpiod. Each error names the remedy.</summary>
    internal sealed class LinuxController : GpioController
    {
        private readonly string _name;

        private LinuxController(GpioDriver driver, int chip)
            : base(driver)
        {
            _name = $"gpiochip{chip}";
        }

        /// <summary>Opens a chip.</summary>
        /// <param name="chip">The number in /dev/gpiochipN.</param>
        /// <exception cref="LinuxException">There is no such chip, no right to use it, or no libgpiod.</exception>
        public static LinuxController Open(int chip)
        {
            try
            {
                var controller = new LinuxController(CreateDriver(chip), chip);
                _ = controller.PinCount;
                return controller;
            }
            catch (Exception exception) when (IsExpected(exception))
            {
                throw new LinuxException(Explain(exception, chip));
            }
        }

        /// <summary>Configures a line. Linux takes it from the kernel only here, so that a line in use is found here.</summary>
        /// <param name="pinNumber">The line.</param>
        /// <param name="mode">The mode.</param>
        /// <exception cref="LinuxException">The line cannot be used so.</exception>
        public override void SetPinMode(int pinNumber, PinMode mode)
        {
            try
            {
                base.SetPinMode(pinNumber, mode);
            }
            catch (Exception exception) when (IsExpected(exception) || exception is InvalidOperationException)
            {
                throw Refuse(pinNumber, exception);
            }
        }

        /// <inheritdoc/>
        protected override void OpenPinCore(int pinNumber)
        {
            if (pinNumber < 0 || pinNumber >= PinCount)
            {
                throw new LinuxException($"{_name} has no GPIO{pinNumber}: its lines are 0 to {PinCount - 1}.");
            }

            try
            {
                base.OpenPinCore(pinNumber);
            }
            catch (Exception exception) when (IsExpected(exception))
            {
                throw Refuse(pinNumber, exception);
            }
        }

        /// <summary>libgpiod 1 (libgpiod.so.2, Debian 12), or else libgpiod 2 (libgpiod.so.3, Debian 13).</summary>
        private static GpioDriver CreateDriver(int chip)
        {
            try
            {
                return new LibGpiodDriver(chip);
            }
            catch (Exception exception) when (IsLibraryMissing(exception))
            {
                return new LibGpiodV2Driver(chip);
            }
        }

        private static string Explain(Exception exception, int chip)
        {
            if (IsLibraryMissing(exception))
            {
                return "libgpiod is missing. Install it: apt-get install libgpiod2 (Debian 12), libgpiod3 (Debian 13), or what your system calls it.";
            }

            if (IsDenied(exception))
            {
                return $"There is no right to use /dev/gpiochip{chip}. Add the user to the group of the device file (ls -l /dev/gpiochip{chip}): sudo usermod -aG gpio $USER, and sign in again. "
                    + "Where the file belongs to root alone, install the udev rule of hardware/linux.";
            }

            if (IsMissing(exception))
            {
                string[] chips = Directory.GetFiles("/dev", "gpiochip*").Select(Path.GetFileName).Order().ToArray();
                return chips.Length == 0
                    ? $"There is no /dev/gpiochip{chip}, and no other: this kernel has no driver for GPIO, or a container hides the device files."
                    : $"There is no /dev/gpiochip{chip}. Name another one with --gpio-chip: {string.Join(", ", chips)}. gpiodetect says what they are.";
            }

            return $"/dev/gpiochip{chip} cannot be used: {exception.Message}";
        }

        private LinuxException Refuse(int pin, Exception exception)
        {
            if (IsBusy(exception))
            {
                return new LinuxException($"GPIO{pin} of {_name} is in use by another program or a driver of the kernel. gpioinfo {_name} names it: end it, or choose another pin.");
            }

            return new LinuxException(IsDenied(exception)
                ? $"There is no right to use GPIO{pin} of {_name}. See hardware/linux."
                : $"GPIO{pin} of {_name} cannot be used: {exception.Message}");
        }

        private static bool IsExpected(Exception exception)
        {
            return exception is IOException || exception is UnauthorizedAccessException || exception is GpiodException || IsLibraryMissing(exception);
        }

        // The driver's static fields ask libgpiod for its version.
        private static bool IsLibraryMissing(Exception exception)
        {
            return exception is DllNotFoundException || exception is PlatformNotSupportedException
                || (exception is TypeInitializationException or GpiodException && exception.InnerException != null && IsLibraryMissing(exception.InnerException));
        }

        private static bool IsDenied(Exception exception) => HasError(exception, 13, "permission denied") || HasError(exception, 1, "operation not permitted");

        private static bool IsMissing(Exception exception) => HasError(exception, 2, "no such file");

        private static bool IsBusy(Exception exception) => HasError(exception, 16, "busy");

        /// <summary>The library has the number or the text of the system's error in its message only.</summary>
        private static bool HasError(Exception exception, int number, string text)
        {
            return exception.Message.Contains(text, StringComparison.OrdinalIgnoreCase) || Regex.IsMatch(exception.Message, $@"error: {number}\b");
        }
    }
}
