using System.Globalization;
using HstNotebooks.Hosting;
using HstNotebooks.Tasks;

namespace HstNotebooks.Formatting;

/// <summary>Shows what the small tasks did.</summary>
internal static class TaskFormatters
{
    /// <summary>The corrected exposures, one row per chip, and how the two WCSs were recognised.</summary>
    public static MimeBundle Format(TweakBackResult result)
    {
        var grid = new TextGrid([new("Exposure"), new("Chip", IsNumber: true), new("Moved (mas)", IsNumber: true), new("New WCS"), new("Old WCS kept as")]);
        foreach (var file in result.Files)
            foreach (var chip in file.Chips)
                grid.Add([Path.GetFileName(file.File), Text(chip.ExtVer), (1000 * chip.ShiftArcsec).ToString("F2", CultureInfo.InvariantCulture), result.WcsName, file.Archived.ToString()]);
        return grid.ToBundle(title: $"correction of {Path.GetFileName(result.DrizzledFile)} carried back", footer: result.Reason);
    }

    /// <summary>The region files, one row per chip.</summary>
    public static MimeBundle Format(MapRegResult result)
    {
        var grid = new TextGrid([new("Image"), new("Extension", IsNumber: true), new("Regions", IsNumber: true), new("Region file")]);
        foreach (var file in result.Files) grid.Add([Path.GetFileName(file.Image), Text(file.Extension), Text(file.Regions), Path.GetFileName(file.Path)]);
        string folder = result.Files.Count > 0 ? Path.GetDirectoryName(result.Files[0].Path) ?? "" : "";
        string catalog = result.Catalog is null ? "" : $"; exclusion catalog {Path.GetFileName(result.Catalog)}";
        return grid.ToBundle(title: "regions mapped to pixels", footer: result.Files.Count == 0 ? $"no region falls on an image{catalog}" : $"in {(folder.Length > 0 ? folder : ".")}{catalog}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
