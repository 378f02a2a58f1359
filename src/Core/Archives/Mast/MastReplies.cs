using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Reads the short replies of MAST's smaller services.</summary>
internal static class MastReplies
{
    /// <summary>The sectors of TESS: sectorName, sector, camera, ccd.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read.</exception>
    public static Table Sectors(ReadOnlyMemory<byte> json) => MastDirectory.Read(json, root =>
    {
        var rows = root.GetProperty("results").EnumerateArray().ToList();
        TableColumn<long> Number(string name) => new(name, [.. rows.Select(r => long.Parse(MastDirectory.Text(r, name), System.Globalization.CultureInfo.InvariantCulture))]);
        return new Table([new TableColumn<string>("sectorName", [.. rows.Select(r => MastDirectory.Text(r, "sectorName"))]), Number("sector"), Number("camera"), Number("ccd")]);
    });

    /// <summary>The names of surveys: column survey.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read.</exception>
    public static Table Surveys(ReadOnlyMemory<byte> json) => MastDirectory.Read(json, root =>
        new Table([new TableColumn<string>("survey", [.. root.GetProperty("surveys").EnumerateArray().Select(s => s.GetString() ?? "")])]));

    /// <summary>Where products lie in the public cloud: dataURI, path (empty where there is none), status of the look-up.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read.</exception>
    public static Table Paths(ReadOnlyMemory<byte> json) => MastDirectory.Read(json, root =>
    {
        var rows = root.EnumerateObject().ToList();
        string[] paths = [.. rows.Select(r => r.Value.GetProperty("path") is { ValueKind: JsonValueKind.String } path ? path.GetString()! : "")];
        bool[] missing = [.. paths.Select(p => p.Length == 0)];
        return new Table(
        [
            new TableColumn<string>("dataURI", [.. rows.Select(r => r.Name)]),
            new TableColumn<string>("path", paths, null, "key in the bucket of the mission, below its root", missing.Contains(true) ? missing : null),
            new TableColumn<long>("status", [.. rows.Select(r => r.Value.GetProperty("status_code").GetInt64())], null, "200 where the file is there"),
        ]);
    });

    /// <summary>The answer to the wish for a download script: its address, and the state of each product.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read, or MAST could not make the script.</exception>
    public static (string Address, Table Products) Bundle(ReadOnlyMemory<byte> json) => MastDirectory.Read(json, root =>
    {
        string status = MastDirectory.Text(root, "status"), message = MastDirectory.Text(root, "msg");
        if (status != "COMPLETE") throw new ArchiveException($"MAST made no download script: {(message.Length > 0 ? Html.Excerpt(message) : status)}") { Advice = "try again later, or download the products directly" };
        var states = root.GetProperty("statusList").EnumerateObject().ToList();
        return (MastDirectory.Text(root, "url"), new Table(
            [new TableColumn<string>("dataURI", [.. states.Select(s => s.Name)]), new TableColumn<string>("Status", [.. states.Select(s => s.Value.ToString())])], "download script"));
    });
}
