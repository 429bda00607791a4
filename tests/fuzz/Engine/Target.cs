using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>A part of the code that reads bytes of other systems.</summary>
    internal abstract class Target
    {
        /// <summary>The name of its file in the corpus.</summary>
        public abstract string Name { get; }

        /// <summary>The greatest length of its inputs, at most <see cref="Input.Capacity"/>.</summary>
        public virtual int MaximumLength => 400;

        /// <summary>Whether its input must begin at the first byte of the buffer.</summary>
        public virtual bool BeginsAtZero => false;

        /// <summary>Whether it may allocate, because it runs only at start-up.</summary>
        public virtual bool MayAllocate => false;

        /// <summary>The greatest permitted number of steps for an input of a length.</summary>
        public virtual int MaximumSteps(int count) => 2 * count + 64;

        /// <summary>
        /// The greatest permitted number of calls, loop iterations and copied bytes in the library for an input of a length, when they are counted (<see cref="Meter"/>).
        /// </summary>
        public virtual int MaximumWork(int count) => 20 * count + 500;

        /// <summary>Words of its language, which mutations insert.</summary>
        public virtual string[] Words => new[] { "\r\n", " ", ",", "=", "0" };

        /// <summary>Creates an input of its grammar.</summary>
        public abstract void Generate(Chance chance, Input into);

        /// <summary>Whether the result for this input may depend on its division into pieces. Overrides are rare and give the reason.</summary>
        public virtual bool DependsOnSplit(Input input) => false;

        /// <summary>Creates the objects of a run, before allocation is measured.</summary>
        public virtual void Prepare(Feed feed)
        {
        }

        /// <summary>Reads an input.</summary>
        public abstract void Run(Feed feed, Trace trace);

        /// <summary>Returns the name of an outcome in the corpus.</summary>
        public virtual string NameOutcome(int outcome) => "outcome " + outcome;

        /// <summary>Compares the last run of a whole input with the result of another implementation.</summary>
        /// <returns>The difference as a sentence, or null when there is none.</returns>
        public virtual string Judge(Input input) => null;
    }
}
