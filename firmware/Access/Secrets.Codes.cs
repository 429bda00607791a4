using System;
using System.Text;
using Nano.Web.Cryptography;
using Nano.Web.Server;

namespace Nano.Firmware.Access
{
    /// <summary>The codes by which tokens and the known password are compared.</summary>
    internal sealed partial class Secrets
    {
        private bool Is(byte[] code)
        {
            return ConstantTime.Equals(_code, 0, code, 0, code.Length);
        }

        private byte[] Seal(string token)
        {
            if (string.IsNullOrEmpty(token))
            {
                return null;
            }

            AccessOptions.CheckToken(token);
            byte[] bytes = Encoding.UTF8.GetBytes(token);
            byte[] code = new byte[HmacSha256.Size];
            Seal(bytes, 0, bytes.Length, code);
            return code;
        }

        private void Seal(byte[] secret, int offset, int count, byte[] code)
        {
            _hmac.Begin();
            _hmac.Append(secret, offset, count);
            _hmac.Finish(code, 0);
        }
    }
}
