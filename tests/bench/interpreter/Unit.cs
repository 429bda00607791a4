namespace Nano.Bench
{
    /// <summary>A unit of work to be measured.</summary>
    internal abstract class Unit
    {
        /// <summary>Names it.</summary>
        /// <param name="name">The row of the table.</param>
        /// <param name="rounds">How often it is run at first; then twice as often.</param>
        protected Unit(string name, int rounds)
        {
            Name = name;
            Rounds = rounds;
        }

        /// <summary>The row of the table.</summary>
        public string Name { get; }

        /// <summary>How often it is run at first.</summary>
        public int Rounds { get; }

        /// <summary>How many parts a round has, when the cost of one is asked for.</summary>
        public virtual int Parts => 1;

        /// <summary>Does it once.</summary>
        public abstract void Run();

        /// <summary>Does what <see cref="Run"/> does beside the work: its cost is taken off.</summary>
        public virtual void Surround()
        {
        }
    }
}
