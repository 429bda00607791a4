using System;
using System.Text;
using Ascii = Nano.Web.Text.Ascii;

namespace Nano.Web.Http
{
    /// <summary>The names of request fields that are kept beside those of <see cref="FieldName"/>. The sessions of a service share one.</summary>
    internal sealed class KeptFields
    {
        private byte[][] _names = new byte[0][];

        /// <summary>Adds a name.</summary>
        /// <param name="lowercaseName">A token (RFC 9110 section 5.1) in lower case. A name that is kept already is not added again.</param>
        /// <exception cref="ArgumentException">It is no token in lower case.</exception>
        public void Add(string lowercaseName)
        {
            byte[] name = Encoding.UTF8.GetBytes(lowercaseName);
            bool isToken = name.Length > 0;
            for (int i = 0; i < name.Length; i++)
            {
                isToken &= (CharacterClass.Table[name[i]] & CharacterClass.Token) != 0 && Ascii.ToLower(name[i]) == name[i];
            }

            if (!isToken)
            {
                throw new ArgumentException("A field's name is a token in lower case, not \"" + lowercaseName + "\".");
            }

            if (Contains(lowercaseName))
            {
                return;
            }

            byte[][] names = new byte[_names.Length + 1][];
            Array.Copy(_names, names, _names.Length);
            names[_names.Length] = name;
            _names = names;
        }

        /// <summary>Whether a name that is none of <see cref="FieldName"/> is kept.</summary>
        /// <param name="buffer">Holds the name, in any case.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length.</param>
        public bool Contains(byte[] buffer, int offset, int count)
        {
            byte[][] names = _names;
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i].Length == count && Ascii.EqualsIgnoreCase(buffer, offset, count, names[i]))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether a name is kept, be it one of <see cref="FieldName"/> or added.</summary>
        public bool Contains(string lowercaseName)
        {
            bool isKept = FieldNames.Contains(lowercaseName);
            for (int i = 0; i < _names.Length && !isKept; i++)
            {
                isKept = Ascii.Equals(_names[i], 0, _names[i].Length, lowercaseName);
            }

            return isKept;
        }
    }
}
