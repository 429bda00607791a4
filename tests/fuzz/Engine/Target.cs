using Nano.Tests.Host.Http.Differential;

namespace Nano.Tests.Fuzz.Engine
{
    /// <summary>Something that reads a stranger's bytes.</summary>
    internal abstract class Target
    {
        /// <summary>The name of its folder in the corpus.</summary>
        public abstract string Name { get; }

        /// <summary>The longest input it is given; at most <see cref="Input.Capacity"/>.</summary>
        public virtual int MaximumLength => 400;

        /// <summary>Whether its input must begin at the buffer's first byte.</summary>
        public virtual bool BeginsAtZero => false;

        /// <summary>Whether it may allocate: what runs only at boot may.</summary>
        public virtual bool MayAllocate => false;

        /// <summary>How many steps it may take for an input of so many bytes.</summary>
        public virtual int MaximumSteps(int count) => 2 * count + 64;

        /// <summary>How many calls, turns of loops and bytes copied it may take within the library for an input of so many bytes, where they are counted (<see cref="Meter"/>).</summary>
        public virtual int MaximumWork(int count) => 20 * count + 500;

        /// <summary>Words of its language: mutations put them in.</summary>
        public virtual string[] Words => new[] { "\r\n", " ", ",", "=", "0" };

        /// <summary>Makes an input that follows its grammar.</summary>
        public abstract void Generate(Chance chance, Input into);

        /// <summary>Whether this input may be understood differently when it arrives in other pieces; rare, and with a reason.</summary>
        public virtual bool DependsOnSplit(Input input) => false;

        /// <summary>Makes what a run needs, while allocation is not measured.</summary>
        public virtual void Prepare(Feed feed)
        {
        }

        /// <summary>Reads an input.</summary>
        public abstract void Run(Feed feed, Trace trace);

        /// <summary>What an outcome is called in the corpus.</summary>
        public virtual string NameOutcome(int outcome) => "outcome " + outcome;

        /// <summary>Compares the last run of a whole input with what someone else makes of it.</summary>
        /// <returns>The difference in words, or null.</returns>
        public virtual string Judge(Input input) => null;
    }
}
