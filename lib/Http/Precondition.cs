using System;
using Nano.Web.Text;

namespace Nano.Web.Http
{
    /// <summary>Conditional requests (RFC 9110 section 13), evaluated against the representation chosen.</summary>
    internal static class Precondition
    {
        /// <summary>Evaluates the conditions in the order of section 13.2.2.</summary>
        /// <returns><see cref="HttpStatus.Ok"/> to go on, <see cref="HttpStatus.NotModified"/> or <see cref="HttpStatus.PreconditionFailed"/>.</returns>
        public static int Evaluate(Request request, Representation representation)
        {
            if (request.Count(FieldName.IfMatch) > 0)
            {
                if (!HasTag(request, FieldName.IfMatch, representation.EntityTag, false))
                {
                    return HttpStatus.PreconditionFailed;
                }
            }
            else if (TryGetDate(request, FieldName.IfUnmodifiedSince, representation, out DateTime unmodifiedSince)
                && representation.LastModified > unmodifiedSince)
            {
                return HttpStatus.PreconditionFailed;
            }

            bool isRead = (request.Method & (RequestMethod.Get | RequestMethod.Head)) != 0;
            if (request.Count(FieldName.IfNoneMatch) > 0)
            {
                if (HasTag(request, FieldName.IfNoneMatch, representation.EntityTag, true))
                {
                    return isRead ? HttpStatus.NotModified : HttpStatus.PreconditionFailed;
                }
            }
            else if (isRead && TryGetDate(request, FieldName.IfModifiedSince, representation, out DateTime modifiedSince)
                && representation.LastModified <= modifiedSince)
            {
                return HttpStatus.NotModified;
            }

            return HttpStatus.Ok;
        }

        /// <summary>Whether If-Range is absent or names this very representation (section 13.1.5).</summary>
        public static bool AllowsRange(Request request, Representation representation)
        {
            if (!request.TryGetField(FieldName.IfRange, out int offset, out int count))
            {
                return true;
            }

            if (representation.EntityTag != null && Ascii.Equals(request.Buffer, offset, count, representation.EntityTag))
            {
                return true;
            }

            // A date must match exactly: it stands for the representation, not for a time.
            return TryGetDate(request, FieldName.IfRange, representation, out DateTime date) && date == representation.LastModified;
        }

        private static bool HasTag(Request request, FieldName field, string entityTag, bool isWeakEnough)
        {
            int cursor = 0;
            while (request.NextItem(field, ref cursor, out int offset, out int count))
            {
                if (count == 1 && request.Buffer[offset] == '*')
                {
                    return true;
                }

                if (isWeakEnough && count > 2 && request.Buffer[offset] == 'W' && request.Buffer[offset + 1] == '/')
                {
                    offset += 2;
                    count -= 2;
                }

                if (entityTag != null && Ascii.Equals(request.Buffer, offset, count, entityTag))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A field's date, if it is one and the representation has a date to compare it with; otherwise the field is ignored.</summary>
        private static bool TryGetDate(Request request, FieldName field, Representation representation, out DateTime date)
        {
            date = DateTime.MinValue;
            return representation.LastModified != DateTime.MinValue
                && request.TryGetField(field, out int offset, out int count)
                && HttpDate.TryParse(request.Buffer, offset, count, representation.LastModified, out date);
        }
    }
}
