namespace Nano.Firmware.Access
{
    /// <content>The change of the password while the device runs.</content>
    internal sealed partial class Secrets
    {
        /// <summary>Replaces the password. A comparison with the former one that is under way ends as wrong. <see cref="Verifier"/> must not be null.</summary>
        /// <param name="hash">The hash of the new password.</param>
        public void Replace(PasswordHash hash)
        {
            AccessOptions.CheckIterations(hash.Iterations);
            if (IsComparing && _comparedSlot != Nobody)
            {
                _comparisons[_comparedSlot] = (byte)Comparison.Wrong;
            }

            _comparedSlot = Nobody;
            _knowsPassword = false;
            Verifier.Replace(hash);
        }
    }
}
