using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Which surveys with cutouts at MAST cover a position. Safe to call from several threads.</summary>
public static class MastCutouts
{
    /// <summary>The sectors of TESS that cover a position, with camera and detector: columns sectorName, sector, camera, ccd.</summary>
    /// <param name="centre">The position, ICRS.</param>
    /// <param name="radiusArcmin">How far from it a sector may be, in arcminutes.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <returns>A row per sector; none where TESS never looked.</returns>
    /// <exception cref="Errors.ArchiveException">MAST did not deliver.</exception>
    public static Task<Table> GetTessSectorsAsync(SkyPosition centre, double radiusArcmin = 0.1, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        AskAsync("/tesscut/api/v0.1/sector", centre, radiusArcmin, MastReplies.Sectors, "TESS sectors", options, progress, cancel);

    /// <summary>The deep-field surveys of HST that cover a position: column survey.</summary>
    /// <param name="centre">The position, ICRS.</param>
    /// <param name="radiusArcmin">How far from it a survey may be, in arcminutes.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <returns>A row per survey; none where no survey looked.</returns>
    /// <exception cref="Errors.ArchiveException">MAST did not deliver.</exception>
    public static Task<Table> GetDeepSurveysAsync(SkyPosition centre, double radiusArcmin = 0.1, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        AskAsync("/zcut/api/v0.1/survey", centre, radiusArcmin, MastReplies.Surveys, "deep surveys", options, progress, cancel);

    private static async Task<Table> AskAsync(string path, SkyPosition centre, double radiusArcmin, Func<ReadOnlyMemory<byte>, Table> parse, string name,
        ArchiveOptions? options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        options ??= ArchiveOptions.FromEnvironment();
        var region = MastServices.Circle(centre, radiusArcmin, largestArcmin: 60);
        var request = MastServices.Form(new Uri(options.MastUrl, path), region);
        var answer = await MastPortal.AskAsync(request, body => parse(body), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "MAST", request.Address, PythonJson.Write(region), name);
    }
}
