namespace nanoFramework.Runtime.Events
{
    /// <summary>What nanoFramework's events have in common.</summary>
    public class BaseEvent
    {
        /// <summary>Where the event comes from; 0 on the simulated board.</summary>
        public ushort Source;

        /// <summary>What kind of event it is; 0 on the simulated board.</summary>
        public byte Message;
    }
}
