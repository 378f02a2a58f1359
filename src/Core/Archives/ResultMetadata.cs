using System.Globalization;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>What travels with every result: service, address, query, time, row limit, and where the answer came from.</summary>
internal static class ResultMetadata
{
    /// <summary>Key of the text that warns of a result that was cut.</summary>
    public const string Warning = "warning";

    /// <summary>A moment (UTC) as the metadata write it.</summary>
    public static string Stamp(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The table of an answer with its origin attached.</summary>
    public static Table Attach(ArchiveAnswer<Table> answer, string service, Uri address, string query, string name, int rowLimit = 0)
    {
        var table = answer.Value;
        var metadata = new Dictionary<string, string>(table.Metadata)
        {
            ["service"] = service,
            ["address"] = address.GetLeftPart(UriPartial.Path),
            ["query"] = query,
            ["time"] = Stamp(answer.Time.UtcDateTime),
            ["row_limit"] = rowLimit > 0 ? rowLimit.ToString(CultureInfo.InvariantCulture) : "none",
        };
        if (answer.Note.Length > 0) metadata["source"] = answer.Note;
        if (rowLimit > 0 && table.RowCount >= rowLimit)
            metadata[Warning] = string.Create(CultureInfo.InvariantCulture,
                $"the result was cut at the row limit of {rowLimit}: there are more rows; raise RowLimit or ask for a smaller region");
        return table.WithMetadata(metadata, name);
    }
}
