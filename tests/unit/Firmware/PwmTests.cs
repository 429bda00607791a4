using Nano.Firmware.Channels;
using Nano.Firmware.Drivers;
using Nano.Tests.Unit.Firmware.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>Numbers that are the duty of pulses, and servos.</summary>
    [TestClass]
    public class PwmTests
    {
        [TestMethod]
        public void A_number_is_the_duty_of_the_pulses()
        {
            TestPwm output = new TestPwm();
            PwmNumber fan = new PwmNumber("fan", "%", 1, 0, 1000, 5, 0, output, 25000, 0, 10000);
            fan.Set(400);
            fan.Set(1000);
            fan.Set(335);
            Assert.AreEqual(" 25000/0 4000 10000 3350", output.Log);
            Assert.AreEqual(335, fan.Value);
            fan.Stop();
            Assert.AreEqual(" 25000/0 4000 10000 3350 0", output.Log);
        }

        [TestMethod]
        public void The_duty_lies_on_a_straight_line_in_either_direction()
        {
            TestPwm output = new TestPwm();
            PwmNumber number = new PwmNumber("n", "", 0, -3, 3, 1, -3, output, 1000, 9000, 1000);
            for (int value = -2; value <= 3; value++)
            {
                number.Set(value);
            }

            // 8000 / 6 = 1333.3 for each unit, rounded.
            Assert.AreEqual(" 1000/9000 7667 6333 5000 3667 2333 1000", output.Log);
        }

        [TestMethod]
        public void A_servo_turns_with_the_length_of_its_pulses()
        {
            // 20,000 us are a duty of 10,000.
            TestPwm output = new TestPwm();
            Servo servo = new Servo("arm", 0, 180, 1, 90, output, 500, 2500);
            servo.Set(0);
            servo.Set(180);
            servo.Set(45);
            Assert.AreEqual(" 50/750 250 1250 500", output.Log);
            TestPwm reversed = new TestPwm();
            new Servo("arm", -90, 90, 1, 0, reversed, 2000, 1000).Set(90);
            Assert.AreEqual(" 50/750 500", reversed.Log);
        }

        [TestMethod]
        public void Pulses_that_the_platform_refuses_are_null_and_are_tried_again()
        {
            DriverBench bench = new DriverBench();
            TestPwm output = new TestPwm { IsBroken = true };
            PwmNumber fan = new PwmNumber("fan", "%", 0, 0, 100, 1, 20, output, 1000, 0, 10000);
            bench.Board.Add(fan);
            bench.Wait(60000);
            Assert.AreEqual("null", bench.Values());
            Assert.IsTrue(output.Attempts <= 8, "it is tried every ten seconds");
            bool isRefused = false;
            try
            {
                fan.Set(50);
            }
            catch (System.InvalidOperationException)
            {
                isRefused = true;
            }

            Assert.IsTrue(isRefused);
            output.IsBroken = false;
            bench.Wait(10000);
            Assert.AreEqual("20", bench.Values(), "the safe value");
            fan.Set(50);
            Assert.AreEqual(" 1000/2000 5000", output.Log);
        }

        [TestMethod]
        public void Arguments_out_of_range_are_refused()
        {
            int refused = 0;
            for (int i = 0; i < 4; i++)
            {
                try
                {
                    Make(i);
                }
                catch (System.ArgumentOutOfRangeException)
                {
                    refused++;
                }
            }

            Assert.AreEqual(4, refused);
        }

        private static NumberOutput Make(int which)
        {
            switch (which)
            {
                case 0: return new PwmNumber("n", "%", 0, 0, 100, 1, 0, new TestPwm(), 0, 0, 10000);
                case 1: return new PwmNumber("n", "%", 0, 0, 100, 1, 0, new TestPwm(), 50, 0, 10001);
                case 2: return new Servo("n", 0, 180, 1, 0, new TestPwm(), 299, 2500);
                default: return new Servo("n", 0, 180, 1, 0, new TestPwm(), 500, 3001);
            }
        }

        private sealed class TestPwm : PwmOutput
        {
            public string Log = "";
            public bool IsBroken;
            public int Attempts;

            public override void Stop()
            {
                Log += " stop";
            }

            protected override bool StartPulses(int frequency, int duty)
            {
                Attempts++;
                Log += IsBroken ? "" : " " + frequency + "/" + duty;
                return !IsBroken;
            }

            protected override bool ChangeDuty(int duty)
            {
                Log += " " + duty;
                return !IsBroken;
            }
        }
    }
}
