namespace Nano.Firmware.Drivers
{
    /// <summary>
    /// A part at an address of an I2C bus. A transfer blocks its thread until it has ended: some 0.1 ms for each byte at 100 kHz, and on an ESP32 up to a second while the bus is held low.
    /// No transfer throws for what the part or the bus does; the outcome says it. Buffers belong to the caller, who keeps them: a part allocates none.
    /// </summary>
    public abstract class I2cPart
    {
        /// <summary>Writes bytes to the part.</summary>
        /// <param name="buffer">Holds the bytes from its beginning.</param>
        /// <param name="count">How many, 1 to the buffer's length.</param>
        /// <returns>How it ended.</returns>
        public abstract I2cOutcome Write(byte[] buffer, int count);

        /// <summary>Reads bytes from the part.</summary>
        /// <param name="buffer">Receives the bytes from its beginning; undefined unless the outcome is <see cref="I2cOutcome.Done"/>.</param>
        /// <param name="count">How many, 1 to the buffer's length.</param>
        /// <returns>How it ended.</returns>
        public abstract I2cOutcome Read(byte[] buffer, int count);

        /// <summary>Writes bytes, such as a register's number, and reads the answer after a repeated start condition: no other part is addressed in between.</summary>
        /// <param name="written">Holds the bytes to write from its beginning.</param>
        /// <param name="writtenCount">How many, 1 to the buffer's length.</param>
        /// <param name="read">Receives the answer from its beginning; undefined unless the outcome is <see cref="I2cOutcome.Done"/>.</param>
        /// <param name="readCount">How many, 1 to the buffer's length.</param>
        /// <returns>How it ended.</returns>
        public abstract I2cOutcome WriteRead(byte[] written, int writtenCount, byte[] read, int readCount);
    }
}
