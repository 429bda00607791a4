using System;
using System.Collections.Generic;
using System.Linq;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A method or field by its full name and signature, however the reader came by it.</summary>
    internal sealed class Member
    {
        public Member(TypeText type, string name, string signature, bool isStatic, IEnumerable<TypeText> types)
        {
            Type = type;
            Name = name;
            Signature = signature;
            IsStatic = isStatic;
            Types = types.ToArray();
        }

        public TypeText Type { get; }

        public string Name { get; }

        /// <summary><c>Name(parameters) : result</c> of a method, <c>Name : type</c> of a field.</summary>
        public string Signature { get; }

        public bool IsStatic { get; }

        public bool IsMethod => Signature.Contains('(', StringComparison.Ordinal);

        /// <summary>Whether it is a generic method with its type arguments.</summary>
        public bool IsGeneric => Signature.StartsWith(Name + "<", StringComparison.Ordinal);

        /// <summary>The types of its signature.</summary>
        public TypeText[] Types { get; }

        /// <summary>The name that is the same in every assembly and every list.</summary>
        public string Key => $"{Type}::{Signature}";

        /// <summary>Its name without the signature.</summary>
        public string FullName => $"{Type}::{Name}";

        public override string ToString()
        {
            return Key;
        }
    }
}
