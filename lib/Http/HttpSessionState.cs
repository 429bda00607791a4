namespace Nano.Web.Http
{
    /// <summary>Where an <see cref="HttpSession"/> is. The table of its transitions is in lib/README.md.</summary>
    public enum HttpSessionState
    {
        /// <summary>The head of a request is awaited or arrives.</summary>
        Head,

        /// <summary>The content of a request arrives, for its resource or, behind the response, to be ignored.</summary>
        Content,

        /// <summary>The head of a request is complete: it is looked at in the next turn, so that no turn is long.</summary>
        Request,

        /// <summary>The service's gate has not decided yet: it is asked again in each turn.</summary>
        Gate,

        /// <summary>The request is whole, and its resource writes the response.</summary>
        Response,

        /// <summary>101 is in the send buffer: the bytes behind the request belong to another protocol.</summary>
        Switched,

        /// <summary>The last response is whole, and no more is awaited: the connection closes when its bytes have been sent.</summary>
        Done,

        /// <summary>The last response is whole, and the client may still be sending: the connection reads on for a while before it closes, or a reset would take the response away.</summary>
        Unread,

        /// <summary>The connection closes at once: its client has left or taken too long, and there is nothing to tell it.</summary>
        Aborted,
    }
}
