using System.Collections.Generic;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A type in a signature, with the types that it is composed of.</summary>
    internal sealed class TypeText
    {
        private readonly TypeText[] _parts;

        public TypeText(string name, Construct construct = Construct.None, TypeOrigin origin = TypeOrigin.Composed, string assembly = null, params TypeText[] parts)
        {
            Name = name;
            Construct = construct;
            Origin = origin;
            Assembly = assembly;
            _parts = parts;
        }

        public string Name { get; }

        public Construct Construct { get; }

        public TypeOrigin Origin { get; }

        /// <summary>The assembly that declares a referenced type.</summary>
        public string Assembly { get; }

        /// <summary>The type and all types that it is composed of, outermost first.</summary>
        public IEnumerable<TypeText> Walk()
        {
            yield return this;
            foreach (TypeText part in _parts)
            {
                foreach (TypeText inner in part.Walk())
                {
                    yield return inner;
                }
            }
        }

        public override string ToString()
        {
            return Name;
        }
    }
}
