using System.Collections.Generic;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A type as a signature spells it, with the types it is made from.</summary>
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

        /// <summary>The assembly a referenced type is looked for in.</summary>
        public string Assembly { get; }

        /// <summary>Itself and everything it is made from, outermost first.</summary>
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
