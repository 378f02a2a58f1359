using System.Diagnostics;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Simulation;

/// <summary>A scene with the exposures that are taken of it and the catalogs that exist of it. Immutable.</summary>
/// <param name="Name">The word by which it is asked for.</param>
/// <param name="Summary">One sentence: what it is.</param>
/// <param name="Scene">The sky.</param>
/// <param name="Exposures">The exposures in the order in which they are taken.</param>
public sealed record Observation(string Name, string Summary, Scene Scene, IReadOnlyList<ExposureDescription> Exposures)
{
    /// <summary>Reference catalogs by file name (<c>gaia.cat</c>), made of the same stars.</summary>
    public IReadOnlyDictionary<string, Table> Catalogs { get; init; } = new Dictionary<string, Table>();

    /// <summary>Renders every exposure and writes files, truth, catalogs, the table of recommended parameters and, for WFPC2, that of the distortion into a folder.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="progress">Told about each chip.</param>
    /// <param name="cancel">Stops the work; files already complete stay.</param>
    public SimulationResult Write(string folder, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        AtomicFile.MakeFolder(folder, "folder");
        var exposures = new List<string>();
        var truths = new List<string>();
        for (int i = 0; i < Exposures.Count; i++)
        {
            int done = i;
            var part = progress is null ? null : new Part(p => progress.Report(p with { Fraction = (done + p.Fraction) / Exposures.Count }));
            var paths = ExposureSimulator.Render(Scene, Exposures[i], part, cancel).Save(folder);
            exposures.Add(paths[0]);
            truths.Add(paths[^1]);
        }
        var catalogs = new List<string>();
        foreach (var (name, table) in Catalogs)
        {
            string path = Path.Combine(folder, name);
            table.Write(path, TableFormat.CommentedHeader);
            catalogs.Add(path);
        }
        RecommendedParameters.Write(folder);
        // The archive gives exposures of WFPC2 without their distortion, so updatewcs belongs to their treatment, and needs the table.
        foreach (var camera in Exposures.Select(e => e.Camera).Where(c => c.Camera is HstNotebooks.Exposures.Camera.Wfpc2).DistinctBy(c => c.DistortionName)) DistortionFile.Write(camera, folder);
        return new(Name, exposures, truths, catalogs, clock.Elapsed);
    }

    private sealed class Part(Action<TaskProgress> report) : IProgress<TaskProgress>
    {
        public void Report(TaskProgress value) => report(value);
    }
}
