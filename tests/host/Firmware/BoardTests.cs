using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware;
using Nano.Firmware.Boards;
using Nano.Firmware.Drivers;
using Nano.Simulator;

namespace Nano.Tests.Host.Firmware
{
    /// <summary>The default board on the pins of a simulated chip.</summary>
    [TestClass]
    public class BoardTests
    {
        [TestMethod]
        [DataRow("channel=relay output pin=34", DisplayName = "a pin that cannot be an output")]
        [DataRow("channel=relay output pin=42", DisplayName = "a pin that the chip lacks")]
        [DataRow("channel=button input pin=48", DisplayName = "a number beyond the chip's pins")]
        public void A_board_that_cannot_be_made_closes_the_pins_it_has_opened_and_no_others(string line)
        {
            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => 0);
            GpioController gpio = new ChipController();
            GpioPin other = gpio.OpenPin(5);

            // Lines for another chip than the one that is there.
            byte[] text = Encoding.UTF8.GetBytes("channel=led output pin=2\n" + line + "\n");
            BoardDescription wrong = new BoardDescription(Chip.Esp32S3, text, text.Length);
            Assert.IsTrue(wrong.Check(new DriverTable(null)));

            Exception failure = null;
            try
            {
                DescribedBoard.Create(wrong, new DriverTable(new Equipment(gpio, new AdcController())));
            }
            catch (Exception e)
            {
                failure = e;
            }

            Assert.IsNotNull(failure);
            Assert.IsFalse(gpio.IsPinOpen(2), "the LED's pin");
            Assert.IsTrue(gpio.IsPinOpen(5), "a pin that others have opened");
            DescribedBoard.Create(new BoardDescription(Chip.Esp32), new DriverTable(new Equipment(gpio, new AdcController())));
            Assert.IsTrue(gpio.IsPinOpen(2) && gpio.IsPinOpen(4) && gpio.IsPinOpen(0));
            other.Dispose();
        }

        [TestMethod]
        public void A_board_without_pins_opens_none()
        {
            SimulatedBoard.Current = new SimulatedBoard(1, new ChipModel(Chip.Esp32), () => 0);
            GpioController gpio = new ChipController();
            Assert.AreEqual(5, DescribedBoard.Create(null, new DriverTable(new Equipment(gpio, new AdcController()))).Count);
            Assert.IsFalse(gpio.IsPinOpen(2));
        }
    }
}
