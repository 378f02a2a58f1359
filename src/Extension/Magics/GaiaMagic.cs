using HstNotebooks.Archives;

namespace HstNotebooks.Magics;

/// <summary><c>#!gaia</c>: sources of the Gaia archive around a position, or free ADQL.</summary>
internal static class GaiaMagic
{
    public static Magic Create() => ArchiveMagic.Define("gaia", "Finds sources of the Gaia archive around a position, nearest first, or runs ADQL.",
        [
            ArchiveMagic.Target, ArchiveMagic.Radius, ArchiveMagic.Width, ArchiveMagic.Height,
            new("table", "the table", typeof(string), "gaiadr3.gaia_source"),
            new("columns", "columns, separated by commas; * for all; those for alignment where none are given", typeof(string)),
            new("row_limit", "most rows; 0 for no limit", typeof(int), "100000"),
            new("sync", "asks in one request instead of a job", typeof(bool), "False"),
            new("adql", "a free query instead of a position", typeof(string)),
            ArchiveMagic.Output,
        ],
        async (arguments, progress, cancel) =>
        {
            var mode = ArchiveMagic.Switch(arguments, "sync") ? GaiaJobMode.Synchronous : GaiaJobMode.Asynchronous;
            if (arguments.Find("adql") is { } adql) return await Gaia.QueryAsync(adql, mode, null, progress, cancel).ConfigureAwait(false);
            string[] columns = ArchiveMagic.Words(arguments, "columns");
            var query = new GaiaQuery
            {
                Radius = ArchiveMagic.Number(arguments, "radius"),
                Width = ArchiveMagic.Number(arguments, "width"),
                Height = ArchiveMagic.Number(arguments, "height"),
                Table = arguments.Find("table") ?? "gaiadr3.gaia_source",
                Columns = columns.Length > 0 ? columns : GaiaQuery.AlignmentColumns,
                RowLimit = ArchiveMagic.Whole(arguments, "row_limit") ?? 100000,
                Mode = mode,
            };
            var target = await ArchiveMagic.TargetAsync(arguments, progress, cancel).ConfigureAwait(false);
            return await Gaia.QueryObjectAsync(target, query, null, progress, cancel).ConfigureAwait(false);
        });
}
