using HstNotebooks.Errors;

namespace HstNotebooks.Simulation;

/// <summary>The observations that can be simulated by name: what the verb <c>simulate</c> knows.</summary>
public static class Observations
{
    private static readonly Dictionary<string, (string Summary, Func<Observation> Make)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ngc6791"] = ("open cluster in WFC3/UVIS F606W, three exposures with pointing errors, Gaia-like and SDSS-like catalogs", () => TutorialScene.Ngc6791()),
        ["wfc3ir"] = ("star field in WFC3/IR F160W, four dithered exposures, Gaia-like catalog", CameraScenes.Wfc3Ir),
        ["acswfc"] = ("star field in ACS/WFC F814W with lookup-table distortion, four dithered exposures, Gaia-like catalog", () => CameraScenes.AcsWfc()),
        ["acshrc"] = ("dense star field in ACS/HRC F606W, four dithered exposures, Gaia-like catalog", CameraScenes.AcsHrc),
        ["wfpc2"] = ("edge of a globular cluster in WFPC2 F814W, six dithered exposures of four chips, Gaia-like catalog", CameraScenes.Wfpc2),
        ["blanksky"] = ("one constant sky seen by the four chips of WFPC2, whose sensitivity differs, without noise", CameraScenes.BlankSky),
    };

    /// <summary>Names and one line about each.</summary>
    public static IReadOnlyList<(string Name, string Summary)> Names { get; } = [.. Known.Select(k => (k.Key, k.Value.Summary))];

    /// <summary>An observation by name, without case.</summary>
    /// <exception cref="ParameterException">There is none of that name.</exception>
    public static Observation Find(string name) => Known.TryGetValue(name, out var found) ? found.Make()
        : throw new ParameterException($"there is no scene '{name}'") { Parameter = "scene", Expected = "one of " + string.Join(", ", Known.Keys) };
}
