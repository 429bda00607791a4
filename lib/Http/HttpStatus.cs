namespace Nano.Web.Http
{
    /// <summary>Status codes this server sends (RFC 9110 section 15, RFC 6585) and their reason phrases.</summary>
    public static class HttpStatus
    {
        /// <summary>100.</summary>
        public const int Continue = 100;

        /// <summary>101.</summary>
        public const int SwitchingProtocols = 101;

        /// <summary>200.</summary>
        public const int Ok = 200;

        /// <summary>201.</summary>
        public const int Created = 201;

        /// <summary>202.</summary>
        public const int Accepted = 202;

        /// <summary>204: no content.</summary>
        public const int NoContent = 204;

        /// <summary>206.</summary>
        public const int PartialContent = 206;

        /// <summary>301.</summary>
        public const int MovedPermanently = 301;

        /// <summary>302.</summary>
        public const int Found = 302;

        /// <summary>303.</summary>
        public const int SeeOther = 303;

        /// <summary>304: no content.</summary>
        public const int NotModified = 304;

        /// <summary>307.</summary>
        public const int TemporaryRedirect = 307;

        /// <summary>308.</summary>
        public const int PermanentRedirect = 308;

        /// <summary>400.</summary>
        public const int BadRequest = 400;

        /// <summary>401.</summary>
        public const int Unauthorized = 401;

        /// <summary>403.</summary>
        public const int Forbidden = 403;

        /// <summary>404.</summary>
        public const int NotFound = 404;

        /// <summary>405; Allow names the methods.</summary>
        public const int MethodNotAllowed = 405;

        /// <summary>406.</summary>
        public const int NotAcceptable = 406;

        /// <summary>408.</summary>
        public const int RequestTimeout = 408;

        /// <summary>409.</summary>
        public const int Conflict = 409;

        /// <summary>412.</summary>
        public const int PreconditionFailed = 412;

        /// <summary>413.</summary>
        public const int ContentTooLarge = 413;

        /// <summary>414.</summary>
        public const int UriTooLong = 414;

        /// <summary>415.</summary>
        public const int UnsupportedMediaType = 415;

        /// <summary>416.</summary>
        public const int RangeNotSatisfiable = 416;

        /// <summary>417.</summary>
        public const int ExpectationFailed = 417;

        /// <summary>421.</summary>
        public const int MisdirectedRequest = 421;

        /// <summary>422.</summary>
        public const int UnprocessableContent = 422;

        /// <summary>426; Upgrade names the protocol.</summary>
        public const int UpgradeRequired = 426;

        /// <summary>428 (RFC 6585 section 3).</summary>
        public const int PreconditionRequired = 428;

        /// <summary>429.</summary>
        public const int TooManyRequests = 429;

        /// <summary>431.</summary>
        public const int FieldsTooLarge = 431;

        /// <summary>500.</summary>
        public const int InternalServerError = 500;

        /// <summary>501.</summary>
        public const int NotImplemented = 501;

        /// <summary>503; Retry-After says when.</summary>
        public const int ServiceUnavailable = 503;

        /// <summary>505.</summary>
        public const int VersionNotSupported = 505;

        /// <summary>The reason phrase of a status; empty, as RFC 9112 section 4 permits, for one that is not listed here.</summary>
        /// <param name="status">The status, 100 to 599.</param>
        /// <returns>The reason phrase.</returns>
        public static string Reason(int status)
        {
            return status switch
            {
                Continue => "Continue",
                SwitchingProtocols => "Switching Protocols",
                Ok => "OK",
                Created => "Created",
                Accepted => "Accepted",
                NoContent => "No Content",
                PartialContent => "Partial Content",
                MovedPermanently => "Moved Permanently",
                Found => "Found",
                SeeOther => "See Other",
                NotModified => "Not Modified",
                TemporaryRedirect => "Temporary Redirect",
                PermanentRedirect => "Permanent Redirect",
                BadRequest => "Bad Request",
                Unauthorized => "Unauthorized",
                Forbidden => "Forbidden",
                NotFound => "Not Found",
                MethodNotAllowed => "Method Not Allowed",
                NotAcceptable => "Not Acceptable",
                RequestTimeout => "Request Timeout",
                Conflict => "Conflict",
                PreconditionFailed => "Precondition Failed",
                ContentTooLarge => "Content Too Large",
                UriTooLong => "URI Too Long",
                UnsupportedMediaType => "Unsupported Media Type",
                RangeNotSatisfiable => "Range Not Satisfiable",
                ExpectationFailed => "Expectation Failed",
                MisdirectedRequest => "Misdirected Request",
                UnprocessableContent => "Unprocessable Content",
                UpgradeRequired => "Upgrade Required",
                PreconditionRequired => "Precondition Required",
                TooManyRequests => "Too Many Requests",
                FieldsTooLarge => "Request Header Fields Too Large",
                InternalServerError => "Internal Server Error",
                NotImplemented => "Not Implemented",
                ServiceUnavailable => "Service Unavailable",
                VersionNotSupported => "HTTP Version Not Supported",
                _ => "",
            };
        }
    }
}
