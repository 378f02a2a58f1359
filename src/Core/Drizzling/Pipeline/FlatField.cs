using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Finds the flat field of a chip: PFLTFILE of the header (FLATFILE for WFPC2 and NICMOS), through the folder that its <c>iref$</c>-like prefix names.</summary>
internal static class FlatField
{
    /// <summary>The flat field, or null where its file is not at hand or does not fit.</summary>
    public static Image<float>? Find(ExposureState exposure, Chip chip, ChipState state)
    {
        bool inverse = exposure.Camera is Camera.Wfpc2 or Camera.Nicmos;
        string? name = chip.Exposure.Header.FindString("PFLTFILE") ?? chip.Exposure.Header.FindString("FLATFILE");
        if (name is null || Locate(name.Trim()) is not { } path) return null;
        using var file = FitsFile.Open(path);
        if (file.Find("SCI", state.ExtVer) is not ImageHdu { HasData: true } hdu || hdu.Width != state.Width || hdu.Height != state.Height) return null;
        var flat = hdu.Read<float>();
        if (!inverse) return flat;
        foreach (ref float v in flat.Span) v = v == 0 ? 0 : 1 / v;
        return flat;
    }

    private static string? Locate(string name)
    {
        int dollar = name.IndexOf('$');
        string? folder = dollar < 0 ? "." : Environment.GetEnvironmentVariable(name[..dollar]);
        if (folder is null) return null;
        string path = Path.Combine(folder, name[(dollar + 1)..]);
        return File.Exists(path) ? path : null;
    }
}
