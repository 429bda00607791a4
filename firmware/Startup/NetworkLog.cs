using System;
using Nano.Firmware.Network;

namespace Nano.Firmware.Startup
{
    /// <summary>Tells the serial log how the network is, and where to find the board.</summary>
    public sealed class NetworkLog : NetworkObserver
    {
        private readonly Device _device;

        /// <summary>Makes one.</summary>
        /// <param name="device">Answers to the names that the board gets.</param>
        public NetworkLog(Device device)
        {
            _device = device;
        }

        /// <inheritdoc/>
        public override void OnStateChanged(NetworkManager network)
        {
            switch (network.State)
            {
                case NetworkState.Connecting:
                    Write("Joining the Wi-Fi.");
                    break;
                case NetworkState.Waiting:
                    Write(Describe(network.LastFailure) + " Attempt " + network.FailedAttempts + "; trying again.");
                    break;
                case NetworkState.Online:
                    Write("Listening on http://" + network.Radio.Address + "/");
                    break;
                case NetworkState.AccessPoint:
                    Write(Describe(network.Reason) + "Setup: join the Wi-Fi " + network.AccessPointName + " and open http://" + network.Radio.Address + "/setup");
                    break;
                case NetworkState.Restarting:
                    Write(network.Radio.IsAccessPoint ? "Restarting." : Describe(network.Reason) + "Restarting.");
                    break;
            }
        }

        /// <inheritdoc/>
        public override void OnNamed(string host)
        {
            _device.SetHost(host);
            Write("Where mDNS works also http://" + host + ".local/");
        }

        /// <inheritdoc/>
        public override void OnTried(NetworkManager network)
        {
            Write(network.Trial == TrialState.Joined ? "The Wi-Fi is another one now."
                : network.Trial == TrialState.WrongPassphrase ? "The other Wi-Fi refuses the password: the board goes back to the former one."
                : "The other Wi-Fi could not be joined: the board goes back to the former one.");
        }

        private void Write(string line)
        {
            Console.WriteLine(line);
            _device.Log?.Add(line);
        }

        private static string Describe(TurnReason reason)
        {
            return reason switch
            {
                TurnReason.WrongPassphrase => "The Wi-Fi has refused the password for 3 minutes: the board is an access point for 5 minutes, and then tries again. ",
                TurnReason.NotFound => "The Wi-Fi has not been in reach for 3 minutes: the board is an access point for 5 minutes, and then tries again. ",
                TurnReason.NoNetwork => "There has been no Wi-Fi for 3 minutes: the board is an access point for 5 minutes, and then tries again. ",
                _ => "",
            };
        }

        private static string Describe(RadioState failure)
        {
            switch (failure)
            {
                case RadioState.WrongPassphrase: return "The Wi-Fi refuses the password.";
                case RadioState.NotFound: return "The Wi-Fi is not in reach.";
                default: return "No Wi-Fi.";
            }
        }
    }
}
