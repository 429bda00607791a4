using System;
using System.Collections.Generic;
using System.Linq;
using Nano.Tests.Fuzz.Engine;

namespace Nano.Tests.Fuzz.Targets
{
    /// <summary>The list of all targets.</summary>
    internal static class AllTargets
    {
        private static readonly Dictionary<string, Func<Target>> s_targets = new Func<Target>[]
        {
            () => new HeadTarget(), () => new SkippedFieldsTarget(), () => new ChunksTarget(), () => new ConnectionTarget(), () => new FramesTarget(), () => new SessionTarget(0), () => new SessionTarget(125),
            () => new Utf8Target(), () => new JsonTarget(), () => new CborTarget(), () => new CommandTarget(false), () => new CommandTarget(true),
            () => new CookieTarget(), () => new CredentialsTarget(), () => new SelectionTarget(), () => new FormTarget(false), () => new FormTarget(true),
            () => new Base64Target(), () => new AcceptKeyTarget(), () => new SettingsTarget(), () => new DescriptionTarget(), () => new DhcpTarget(), () => new NameTarget(true), () => new NameTarget(false),
            () => new PresentedSecretTarget(false), () => new PresentedSecretTarget(true), () => new PasswordHashTarget(), () => new SessionCookieTarget(), () => new SignInTarget(), () => new MqttTarget(),
        }.ToDictionary(make => make().Name);

        public static IEnumerable<string> Names => s_targets.Keys;

        public static Target Create(string name)
        {
            return s_targets.TryGetValue(name, out Func<Target> make) ? make() : null;
        }
    }
}
