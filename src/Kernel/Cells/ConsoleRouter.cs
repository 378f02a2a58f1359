using System.Text;

namespace HstNotebooks.Kernel.Cells;

/// <summary>
/// Leads <see cref="Console"/> to the cell that is running: what it writes becomes its output, what it reads is asked of the user.
/// Outside a cell the console is what it was. The running cell is found by the flow of async code, so a cell's own threads count
/// as the cell.
/// </summary>
internal static class ConsoleRouter
{
    private static readonly AsyncLocal<CellConsole?> Slot = new();
    private static readonly Lock Installing = new();
    private static bool _installed;

    /// <summary>Directs the console of the calling async flow to a cell until the result is disposed.</summary>
    public static IDisposable Enter(ICellOutput output, CancellationToken cancellation)
    {
        Install();
        var before = Slot.Value;
        Slot.Value = new(output, cancellation);
        return new Leave(before);
    }

    private static void Install()
    {
        lock (Installing)
        {
            if (_installed) return;
            Console.SetOut(new Writer(Console.Out, StreamName.Stdout));
            Console.SetError(new Writer(Console.Error, StreamName.Stderr));
            Console.SetIn(new Reader(Console.In));
            _installed = true;
        }
    }

    private sealed record CellConsole(ICellOutput Output, CancellationToken Cancellation);

    private sealed class Leave(CellConsole? before) : IDisposable
    {
        public void Dispose() => Slot.Value = before;
    }

    private sealed class Writer(TextWriter outside, StreamName stream) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (Slot.Value is { } cell) cell.Output.Write(stream, value.ToString());
            else outside.Write(value);
        }

        public override void Write(string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            if (Slot.Value is { } cell) cell.Output.Write(stream, value);
            else outside.Write(value);
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void WriteLine() => Write("\n");

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void WriteLine(char[] buffer, int index, int count) => Write(new string(buffer, index, count) + "\n");

        public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, "\n"));

        public override void Flush()
        {
            if (Slot.Value is null) outside.Flush();
        }
    }

    private sealed class Reader(TextReader outside) : TextReader
    {
        private string _rest = "";

        public override string? ReadLine()
        {
            if (Slot.Value is not { } cell) return outside.ReadLine();
            if (_rest.Length > 0) return TakeRest();
            return cell.Output.ReadLine("", password: false, cell.Cancellation);
        }

        public override int Peek() => Slot.Value is null ? outside.Peek() : _rest.Length > 0 ? _rest[0] : -1;

        public override int Read()
        {
            if (Slot.Value is not { } cell) return outside.Read();
            if (_rest.Length == 0) _rest = cell.Output.ReadLine("", password: false, cell.Cancellation) + "\n";
            char next = _rest[0];
            _rest = _rest[1..];
            return next;
        }

        private string TakeRest()
        {
            string line = _rest.TrimEnd('\n');
            _rest = "";
            return line;
        }
    }
}
