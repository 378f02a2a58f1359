using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>The best reference of one type for one file.</summary>
/// <param name="File">The exposure.</param>
/// <param name="Type">The type in lower case, whose keyword is the same in upper case.</param>
/// <param name="Old">What the header names; null where it does not have the keyword.</param>
/// <param name="Choice">What the mappings say.</param>
/// <param name="Prefix">The prefix of the instrument, for example <c>iref</c>.</param>
/// <param name="Message">What went wrong with fetching it; empty for nothing.</param>
internal sealed record BestRefsRow(string File, string Type, string? Old, CrdsChoice Choice, string Prefix, string Message)
{
    /// <summary>What the header shall name; null to leave it as it is.</summary>
    public string? New => Choice.Kind switch
    {
        CrdsChoiceKind.Found => $"{Prefix}${Choice.File}",
        // A keyword that is not there needs no N/A.
        CrdsChoiceKind.NotApplicable => Old is null ? null : CrdsValue.NotApplicable,
        _ => null,
    };

    private bool Changes => New is not null && !string.Equals(New, Old, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the new names into the primary header, all or none. A file without changes is not touched.</summary>
    public static void WriteHeader(string path, IReadOnlyList<BestRefsRow> rows)
    {
        if (!rows.Any(r => r.Changes)) return;
        FitsFile.Update(path, file =>
        {
            foreach (var row in rows)
                if (row.Changes) file.PrimaryHeader[row.Type.ToUpperInvariant()] = row.New;
        });
    }

    /// <summary>The rows as a table with the context attached.</summary>
    public static Table ToTable(IReadOnlyList<BestRefsRow> rows, string context) => new(
        [
            new TableColumn<string>("File", [.. rows.Select(r => r.File)]),
            new TableColumn<string>("Type", [.. rows.Select(r => r.Type)]),
            new TableColumn<string>("Old", [.. rows.Select(r => r.Old ?? "")], null, "what the header named", [.. rows.Select(r => r.Old is null)]),
            new TableColumn<string>("Best", [.. rows.Select(r => r.New ?? r.Choice.Kind switch { CrdsChoiceKind.NotApplicable => "N/A", CrdsChoiceKind.NotFound => "NOT FOUND", _ => "" })]),
            new TableColumn<string>("Status", [.. rows.Select(r => r.Choice.Kind is CrdsChoiceKind.NotFound or CrdsChoiceKind.NeedsServer || r.Message.Length > 0 ? "ERROR" : r.Changes ? "CHANGED" : "SAME")]),
            new TableColumn<string>("Message", [.. rows.Select(r => r.Message.Length > 0 ? r.Message : r.Choice.Reason)]),
        ],
        "best references",
        new Dictionary<string, string> { ["service"] = "CRDS", ["context"] = context, ["time"] = ResultMetadata.Stamp(DateTime.UtcNow) });
}
