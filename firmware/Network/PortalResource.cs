using Nano.Web.Http;

namespace Nano.Firmware
{
    /// <summary>
    /// What a phone asks for to find out whether a Wi-Fi leads to the internet. As an access point the board sends it to the setup
    /// page instead, which most phones then show at once.
    /// </summary>
    public sealed class PortalResource : Resource
    {
        private readonly NetworkManager _network;

        /// <summary>Makes the resource.</summary>
        public PortalResource(NetworkManager network)
            : base(HttpMethod.Get)
        {
            _network = network;
            Right = Right.None;
            AnyHost = true;
        }

        /// <inheritdoc/>
        public override void OnRequest(Exchange exchange)
        {
            if (_network.State == NetworkState.AccessPoint)
            {
                // With the address, because the name that was asked for is another's.
                exchange.Response.Redirect(HttpStatus.Found, "http://" + _network.Radio.Address + "/setup");
            }
            else
            {
                exchange.Response.Send(HttpStatus.NotFound, "text/plain", "There is nothing at this path.\n");
            }
        }
    }
}
