using System;
using System.Collections.Generic;
using System.Linq;

namespace Nano.Tests.Guard.Metadata
{
    /// <summary>A method or field with its full name and signature, independent of the metadata reader.</summary>
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

        /// <summary>The signature: <c>Name(parameters) : result</c> for a method, <c>Name : type</c> for a field.</summary>
        public string Signature { get; }

        public bool IsStatic { get; }

        public bool IsMethod => Signature.Contains('(', StringComparison.Ordinal);

        /// <summary>Whether it is a generic method with type arguments.</summary>
        public bool IsGeneric => Signature.StartsWith(Name + "<", StringComparison.Ordinal);

        /// <summary>The types of its signature.</summary>
        public TypeText[] Types { get; }

        /// <summary>The name that is the same in all assemblies and lists.</summary>
        public string Key => $"{Type}::{Signature}";

        /// <summary>Its name without the signature.</summary>
        public string FullName => $"{Type}::{Name}";

        public override string ToString()
        {
            return Key;
        }
    }
}
