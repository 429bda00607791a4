using System;
using Nano.Firmware.Access;
using Nano.Web.Http;
using Nano.Web.Json;

namespace Nano.Firmware.Web
{
    /// <summary>The field password of a form, or the member of an object. Others are ignored.</summary>
    internal sealed class PasswordForm : FormHandler
    {
        private static readonly string s_name = "password";

        // A byte more than is allowed, so that what is too long is seen to be.
        private readonly byte[] _password = new byte[PasswordHash.MaximumPassword + 1];
        private int _fields;

        /// <summary>Holds the password.</summary>
        public byte[] Password => _password;

        /// <summary>Its length; a password that is too long is cut to one that is too long by one byte.</summary>
        public int Count { get; private set; }

        /// <summary>Whether there is exactly one.</summary>
        public bool HasPassword => _fields == 1;

        /// <summary>Forgets what was sent.</summary>
        public void Clear()
        {
            Array.Clear(_password, 0, _password.Length);
            _fields = 0;
            Count = 0;
        }

        /// <summary>Takes the string that a reader is at.</summary>
        /// <returns>False when there has been one already.</returns>
        public bool Take(TokenReader json)
        {
            int count = json.CopyString(_password, 0);
            Count = count < 0 ? _password.Length : count;
            return ++_fields == 1;
        }

        /// <inheritdoc/>
        public override void OnPart(FormPart part, byte[] buffer, int offset, int count, bool first, bool last)
        {
            if (!part.IsNamed(s_name))
            {
                return;
            }

            _fields += first ? 1 : 0;
            int room = _password.Length - Count;
            int taken = count < room ? count : room;
            Array.Copy(buffer, offset, _password, Count, taken);
            Count += taken;
        }
    }
}
