using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Tables.Text;

/// <summary>Fills columns from records whose types are not declared: a column becomes wider when a value needs it.</summary>
internal static class ColumnReading
{
    /// <summary>How many rows are read between two looks at whether to stop.</summary>
    public const int RowsBetweenLooks = 4096;

    /// <summary>Reads the records with the given kinds; null where a column turned out to be wider, which is then in <paramref name="kinds"/>, and reading has to start again.</summary>
    /// <param name="reader">The records.</param>
    /// <param name="kinds">What each column holds so far.</param>
    /// <param name="declared">Whether the kinds are declared, so that another value is an error.</param>
    /// <param name="text">The whole text, for line numbers.</param>
    /// <param name="file">For messages.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="TableException">A record has another number of fields, or a value is of another kind than declared; names file and line.</exception>
    public static ColumnBuilder[]? TryRead<TReader>(TReader reader, TextKind[] kinds, bool declared, ReadOnlySpan<byte> text, string? file, CancellationToken cancel)
        where TReader : IFieldReader, allows ref struct
    {
        var builders = Array.ConvertAll(kinds, ColumnBuilder.Of);
        bool again = false;
        for (int row = 0; reader.NextRecord(); row++)
        {
            if (row % RowsBetweenLooks == 0) cancel.ThrowIfCancellationRequested();
            int column = 0;
            for (; reader.NextField(out var field); column++)
            {
                if (column >= kinds.Length || builders[column].TryAdd(field)) continue;
                if (declared)
                    throw new TableException($"'{Encoding.UTF8.GetString(field)}' in column {column + 1} is no {(kinds[column] == TextKind.Integer ? "integer" : "number")}")
                    { File = file, Row = LineOf(text, reader.RecordStart), Expected = "a value of the declared type" };
                kinds[column] = ColumnBuilder.Wider(kinds[column], field);
                builders[column] = ColumnBuilder.Of(kinds[column]);
                again = true;
            }
            if (column != kinds.Length)
            {
                long line = LineOf(text, reader.RecordStart);
                throw new TableException($"line {line} has {column} column{(column == 1 ? "" : "s")}, {kinds.Length} {(kinds.Length == 1 ? "is" : "are")} expected")
                { File = file, Row = line, Expected = $"{kinds.Length} values", Advice = "mend or remove the line" };
            }
            if (again) return null;
        }
        return builders;
    }

    /// <summary>The 1-based line of a place in the text.</summary>
    public static long LineOf(ReadOnlySpan<byte> text, int at) => text[..at].Count((byte)'\n') + 1;

    /// <exception cref="TableException">A name appears twice.</exception>
    public static void RequireDistinct(IEnumerable<string> names, string? file)
    {
        var seen = new HashSet<string>();
        foreach (string name in names)
            if (!seen.Add(name)) throw new TableException($"the column name '{name}' appears twice") { File = file, Row = 1, Expected = "different names" };
    }
}
