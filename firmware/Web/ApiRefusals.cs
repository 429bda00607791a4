using Nano.Firmware.Messages;
using Nano.Web.Http;

namespace Nano.Firmware.Web
{
    /// <summary>The refusals of requests for /api and what is below it are JSON, as every answer there, with the codes of the <see cref="ErrorTable"/>.</summary>
    internal sealed class ApiRefusals : RefusalFormat
    {
        public ApiRefusals()
            : base("/api")
        {
        }

        /// <inheritdoc/>
        public override string GetCode(int status)
        {
            return ErrorTable.Code(ErrorTable.Refused(status));
        }
    }
}
