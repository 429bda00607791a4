using System;

namespace Nano.Web.Server
{
    /// <summary>
    /// Keeps nanoFramework's interpreter from inlining an instance method. A method in which a thread waits or that collects garbage needs
    /// it, and so does each instance method that calls one: an inlined frame has one slot that is not initialised and that the collector
    /// takes for a reference, so a collection meanwhile can damage any object. So does a method with a catch block that is called in a finally
    /// block: inlined there, it does not catch. The interpreter inlines no method that has an attribute,
    /// no static method and no constructor. On the desktop it has no effect.
    /// </summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class NotInlinedAttribute : Attribute
    {
    }
}
