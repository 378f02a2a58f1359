using HstNotebooks.Archives;
using HstNotebooks.Errors;

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
            new("job", "the result of a job that was started before, by its name, or 'list' for the jobs there are", typeof(string)),
            ArchiveMagic.Output,
        ],
        [
            "NGC 6791 --radius 6arcmin --output gaia.cat", "290.22 37.8 --width 0.2 --columns ra,dec,phot_g_mean_mag --row_limit 5000",
            "--adql \"SELECT TOP 10 * FROM gaiadr3.gaia_source WHERE phot_g_mean_mag < 3\"",
        ],
        async (arguments, progress, cancel) =>
        {
            var mode = ArchiveMagic.Switch(arguments, "sync") ? GaiaJobMode.Synchronous : GaiaJobMode.Asynchronous;
            RequireOne(arguments);
            if (arguments.Find("job") is { } job) return job == "list" ? await Gaia.ListJobsAsync(null, progress, cancel).ConfigureAwait(false) : await Gaia.FetchJobAsync(job, null, progress, cancel).ConfigureAwait(false);
            if (arguments.Find("adql") is { } adql) return await Gaia.QueryAsync(adql, mode, null, progress, cancel).ConfigureAwait(false);
            string[] columns = ArchiveMagic.Words(arguments, "columns");
            var query = new GaiaQuery
            {
                Radius = ArchiveMagic.Angle(arguments, "radius"),
                Width = ArchiveMagic.Angle(arguments, "width"),
                Height = ArchiveMagic.Angle(arguments, "height"),
                Table = arguments.Find("table") ?? "gaiadr3.gaia_source",
                Columns = columns.Length > 0 ? columns : GaiaQuery.AlignmentColumns,
                RowLimit = ArchiveMagic.Whole(arguments, "row_limit") ?? 100000,
                Mode = mode,
            };
            var target = await ArchiveMagic.TargetAsync(arguments, progress, cancel).ConfigureAwait(false);
            return await Gaia.QueryObjectAsync(target, query, null, progress, cancel).ConfigureAwait(false);
        });

    private static void RequireOne(MagicArguments arguments)
    {
        string[] given = [.. new[] { "target", "adql", "job" }.Where(n => arguments.Find(n) is not null)];
        if (given.Length > 1) throw new ParameterException($"{string.Join(" and ", given)} are given together") { Parameter = given[1], Expected = "one of them" };
    }
}
