using Nano.Web.Text;

namespace Nano.Firmware.Web
{
    /// <summary>Writes metrics in Prometheus' text format 0.0.4.</summary>
    internal static class MetricsText
    {
        /// <summary>Writes a gauge: its HELP and TYPE lines and its value.</summary>
        public static void Gauge(ByteWriter writer, string name, string help, long value)
        {
            Write(writer, name, "gauge", help, value, 0);
        }

        /// <summary>Writes a counter: its HELP and TYPE lines and its value.</summary>
        public static void Counter(ByteWriter writer, string name, string help, long value)
        {
            Write(writer, name, "counter", help, value, 0);
        }

        /// <summary>Writes the HELP and TYPE lines and the value of a metric without labels.</summary>
        /// <param name="writer">Receives them.</param>
        /// <param name="name">The metric's name.</param>
        /// <param name="type">gauge or counter.</param>
        /// <param name="help">What the value is, one sentence.</param>
        /// <param name="value">The value, in units of the last decimal.</param>
        /// <param name="decimals">How many of the value's digits are behind the point.</param>
        public static void Write(ByteWriter writer, string name, string type, string help, long value, int decimals)
        {
            Head(writer, name, type, help);
            writer.WriteText(name);
            writer.WriteText(" ");

            // Not by Number: this is where calls are nested deepest, and each takes 200 bytes or more.
            writer.WriteDecimal(value, decimals);
            writer.WriteText("\n");
        }

        /// <summary>Writes the HELP and TYPE lines of a metric.</summary>
        public static void Head(ByteWriter writer, string name, string type, string help)
        {
            writer.WriteText("# HELP ");
            writer.WriteText(name);
            writer.WriteText(" ");
            writer.WriteText(help);
            writer.WriteText("\n# TYPE ");
            writer.WriteText(name);
            writer.WriteText(" ");
            writer.WriteText(type);
            writer.WriteText("\n");
        }

        /// <summary>Writes a value with what stands before it.</summary>
        /// <param name="writer">Receives them.</param>
        /// <param name="before">The metric's name with its labels and a space.</param>
        /// <param name="value">The value.</param>
        public static void Line(ByteWriter writer, string before, long value)
        {
            Number(writer, before, value, 0);
        }

        /// <summary>Writes a value whose label is a status.</summary>
        /// <param name="writer">Receives them.</param>
        /// <param name="before">The metric's name up to the label's opening quote.</param>
        /// <param name="status">The label.</param>
        /// <param name="value">The value.</param>
        public static void Line(ByteWriter writer, string before, int status, long value)
        {
            writer.WriteText(before);
            writer.WriteNumber(status);
            Number(writer, "\"} ", value, 0);
        }

        /// <summary>Writes a value with what stands before it.</summary>
        /// <param name="writer">Receives them.</param>
        /// <param name="before">The metric's name with its labels and a space.</param>
        /// <param name="value">The value, in units of the last decimal.</param>
        /// <param name="decimals">How many of the value's digits are behind the point, 0 to 8.</param>
        public static void Number(ByteWriter writer, string before, long value, int decimals)
        {
            writer.WriteText(before);
            writer.WriteDecimal(value, decimals);
            writer.WriteText("\n");
        }
    }
}
