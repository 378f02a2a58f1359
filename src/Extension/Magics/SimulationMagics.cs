using HstNotebooks.Hosting;
using HstNotebooks.Simulation;

namespace HstNotebooks.Magics;

/// <summary>The magic that makes exposures with known truth.</summary>
internal static class SimulationMagics
{
    private static readonly MagicParameter Scene = new("scene", "what to observe", typeof(string),
        Choices: [.. Observations.Names.Select(n => n.Name)], IsPositional: true, IsRequired: true);

    private static readonly MagicParameter Folder = new("folder", "where the files go; made where it is missing", typeof(string), ".", IsPositional: true);

    public static IEnumerable<Magic> All =>
    [
        MagicList.Define("simulate", "Renders the exposures of a scene, with their truth and reference catalogs beside them.", [Scene, Folder],
            (arguments, host, cancel) => Task.Run<object?>(() =>
            {
                using var progress = new ProgressLine(host, "simulate");
                var result = Observations.Find(arguments.Find("scene")!).Write(arguments.Find("folder") ?? ".", progress, cancel);
                progress.Succeed();
                return result;
            }, cancel)),
    ];
}
