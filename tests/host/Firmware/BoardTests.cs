using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Simulator;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The default board on the pins of a simulated chip.</summary>
    [TestClass]
    public class BoardTests
    {
        [TestMethod]
        [DataRow("led:2 relay:34", DisplayName = "a pin that cannot be an output")]
        [DataRow("relay:42", DisplayName = "a pin that the chip lacks")]
        [DataRow("button:48", DisplayName = "a number beyond the chip's pins")]
        public void A_board_that_cannot_be_made_closes_the_pins_it_has_opened_and_no_others(string pins)
        {
            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => 0);
            GpioController gpio = new ChipController();
            GpioPin other = gpio.OpenPin(5);

            // A list for another chip than the one that is there.
            PinList wrong = new PinList(Chip.Esp32S3);
            byte[] text = Encoding.UTF8.GetBytes(pins);
            Assert.AreEqual(PinFault.None, wrong.Read(text, 0, text.Length));

            Exception failure = null;
            try
            {
                DefaultBoard.Create(gpio, new AdcController(), wrong);
            }
            catch (Exception e)
            {
                failure = e;
            }

            Assert.IsNotNull(failure);
            Assert.IsFalse(gpio.IsPinOpen(2), "the LED's pin");
            Assert.IsTrue(gpio.IsPinOpen(5), "a pin that others have opened");
            DefaultBoard.Create(gpio, new AdcController(), new PinList(Chip.Esp32));
            Assert.IsTrue(gpio.IsPinOpen(2) && gpio.IsPinOpen(4) && gpio.IsPinOpen(0));
            other.Dispose();
        }

        [TestMethod]
        public void A_board_without_pins_opens_none()
        {
            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => 0);
            GpioController gpio = new ChipController();
            Assert.AreEqual(5, DefaultBoard.Create(gpio, new AdcController(), null).Count);
            Assert.IsFalse(gpio.IsPinOpen(2));
        }
    }
}
