using Nano.Firmware.Network;
using Nano.Tests.Unit.Firmware.Support;
using Nano.Tests.Unit.Support;

namespace Nano.Tests.Unit.Firmware
{
    /// <summary>An owner leads the board to another network while it is online.</summary>
    [TestClass]
    public class NetworkTrialTests
    {
        [TestMethod]
        public void A_network_that_is_joined_is_kept()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Manager.Try(Bytes.Of("shed"), "new passphrase", network.Now);
            network.Wait(1000);

            // The answer to the client has time to arrive.
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
            network.Wait(5000);
            Assert.AreEqual("disconnect; connect to shed/new passphrase", network.Radio.TakeLog());
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
            Assert.AreEqual(TrialState.Joined, network.Manager.Trial);
            Assert.AreEqual("shed/new passphrase", network.Radio.Kept);
        }

        [TestMethod]
        public void A_wrong_passphrase_leads_back_at_once()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Radio.Outcome = RadioState.WrongPassphrase;
            network.Manager.Try(Bytes.Of("shed"), "wrong passphrase", network.Now);
            for (int i = 0; i < 100 && network.Radio.Now != RadioState.WrongPassphrase; i++)
            {
                network.Wait(50);
            }

            network.Radio.Outcome = RadioState.Online;
            network.Wait(2000);
            Assert.AreEqual(TrialState.WrongPassphrase, network.Manager.Trial);
            Assert.AreEqual("disconnect; connect to shed/wrong passphrase; disconnect; connect", network.Radio.TakeLog());
            Assert.AreEqual(NetworkState.Online, network.Manager.State);
            Assert.AreEqual("home/correct horse", network.Radio.Kept);
        }

        [TestMethod]
        public void A_network_that_is_not_there_is_looked_for_for_two_minutes()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Radio.Outcome = RadioState.NotFound;
            network.Manager.Try(Bytes.Of("shed"), "new passphrase", network.Now);
            network.Wait(117000);
            Assert.AreEqual(TrialState.Trying, network.Manager.Trial);
            Assert.AreEqual(NetworkState.Connecting, network.Manager.State);
            network.Wait(8000);
            Assert.AreEqual(TrialState.NotFound, network.Manager.Trial);
            Assert.AreEqual("home/correct horse", network.Radio.Kept);
        }

        [TestMethod]
        public void Two_minutes_without_success_lead_back()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Radio.Outcome = RadioState.Connecting;
            network.Manager.Try(Bytes.Of("shed"), "new passphrase", network.Now);
            network.Wait(130000);
            Assert.AreEqual(TrialState.NotFound, network.Manager.Trial);
            string log = network.Radio.TakeLog();
            Assert.AreEqual("disconnect; connect", log.Substring(log.LastIndexOf("disconnect")));
            Assert.AreEqual("home/correct horse", network.Radio.Kept);
        }

        [TestMethod]
        public void A_trial_fails_when_the_radio_stays_in_its_network()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Radio.IsStuck = true;
            network.Manager.Try(Bytes.Of("shed"), "new passphrase", network.Now);
            network.Wait(20000);
            Assert.AreEqual(TrialState.NotFound, network.Manager.Trial);
            Assert.AreEqual("home/correct horse", network.Radio.Kept);
        }

        [TestMethod]
        public void Credentials_that_cannot_be_kept_lead_back()
        {
            TestNetwork network = TestNetwork.StartOnline();
            network.Radio.IsBroken = true;
            network.Manager.Try(Bytes.Of("shed"), "new passphrase", network.Now);
            network.Wait(5000);
            Assert.AreEqual(TrialState.NotFound, network.Manager.Trial);
            string log = network.Radio.TakeLog();
            Assert.AreEqual("disconnect; connect", log.Substring(log.LastIndexOf("disconnect")));
        }
    }
}
