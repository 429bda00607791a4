using System.Device.Gpio;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nano.Firmware.Boards;
using Nano.Simulator;

namespace Nano.Tests.Host.Simulator
{
    /// <summary>The test that the simulator's document shows.</summary>
    [TestClass]
    public class BoardSnippetTests
    {
        [TestMethod]
        public void A_test_makes_its_own_board_and_its_own_time()
        {
            int changes = 0;
            long now = 0;
            var board = new SimulatedBoard(seed: 1, new ChipModel(Chip.Esp32), () => now);
            SimulatedBoard.Current = board;              // found by the controllers made from now on
            GpioPin button = new ChipController().OpenPin(0, PinMode.InputPullUp);
            button.ValueChanged += (sender, e) => { };
            now = 10000;
            board.Advance();                             // raises the events of these ten seconds, on this thread

            button.ValueChanged += (sender, e) => changes++;
            now = 120000;
            board.Advance();
            Assert.IsGreaterThan(0, changes);
        }
    }
}
