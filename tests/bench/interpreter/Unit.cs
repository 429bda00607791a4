namespace Nano.Bench
{
    /// <summary>A unit of work to measure.</summary>
    internal abstract class Unit
    {
        /// <summary>Creates a unit.</summary>
        /// <param name="name">The first column of its row in the table.</param>
        /// <param name="rounds">The number of rounds of the first measurement; the second has twice as many.</param>
        protected Unit(string name, int rounds)
        {
            Name = name;
            Rounds = rounds;
        }

        /// <summary>The first column of its row in the table.</summary>
        public string Name { get; }

        /// <summary>The number of rounds of the first measurement.</summary>
        public int Rounds { get; }

        /// <summary>The number of parts of a round, when the cost of one part is wanted.</summary>
        public virtual int Parts => 1;

        /// <summary>Does the work once.</summary>
        public abstract void Run();

        /// <summary>Does the additional work of <see cref="Run"/>, whose cost is subtracted.</summary>
        public virtual void Surround()
        {
        }
    }
}
