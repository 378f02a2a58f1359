using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Sky;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Simulation;

/// <summary>Compares the WCS in the headers of simulated exposures with the truth that was written beside them.</summary>
public static class TruthCheck
{
    /// <summary>Points per axis at which the two are compared, corners included.</summary>
    private const int Points = 9;

    /// <summary>
    /// One row per chip: filename, chip (EXTVER), east, north (mean of header minus truth, mas), worst (largest separation over the chip, mas).
    /// </summary>
    /// <param name="files">Simulated exposures; <c>root_truth.fits</c> must lie beside each.</param>
    /// <exception cref="InputException">There is no truth beside an exposure.</exception>
    public static Table Compare(IReadOnlyList<string> files)
    {
        var rows = files.SelectMany(CompareFile).ToList();
        return new Table(
        [
            new TableColumn<string>("filename", [.. rows.Select(r => r.FileName)]),
            new TableColumn<int>("chip", [.. rows.Select(r => r.ExtVer)]),
            new TableColumn<double>("east", [.. rows.Select(r => r.East)], "mas", "header minus truth, mean over the chip") { Format = "F2" },
            new TableColumn<double>("north", [.. rows.Select(r => r.North)], "mas", "header minus truth, mean over the chip") { Format = "F2" },
            new TableColumn<double>("worst", [.. rows.Select(r => r.Worst)], "mas", "largest separation over the chip") { Format = "F2" },
        ], "headers against truth");
    }

    private sealed record Row(string FileName, int ExtVer, double East, double North, double Worst);

    private static IEnumerable<Row> CompareFile(string path)
    {
        string name = Path.GetFileName(path);
        string truthPath = Path.Combine(Path.GetDirectoryName(path) ?? "", name.Split('_')[0] + "_truth.fits");
        if (!File.Exists(truthPath))
            throw new InputException("there is no truth beside the exposure, so it was not simulated here") { File = path, Expected = truthPath };
        using var file = FitsFile.Open(path);
        using var truth = FitsFile.Open(truthPath);
        for (int version = 1; file.Find("SCI", version) is { } science; version++)
        {
            var header = ImageWcs.FromHeader(science.Header, file);
            var expectedWcs = ImageWcs.FromHeader(truth["CRMASK", version].Header, truth);
            yield return CompareChip(name, version, header, expectedWcs);
        }
    }

    private static Row CompareChip(string name, int version, ImageWcs header, ImageWcs truth)
    {
        double east = 0, north = 0, worst = 0;
        for (int i = 0; i < Points; i++)
        {
            for (int j = 0; j < Points; j++)
            {
                double x = 1 + (header.Width - 1.0) * i / (Points - 1), y = 1 + (header.Height - 1.0) * j / (Points - 1);
                SkyPosition found = header.PixelToSky(x, y), expected = truth.PixelToSky(x, y);
                east += Math.IEEERemainder(found.Ra - expected.Ra, 360) * Math.Cos(double.DegreesToRadians(expected.Dec));
                north += found.Dec - expected.Dec;
                worst = Math.Max(worst, found.SeparationTo(expected));
            }
        }
        const double ToMas = 3.6e6;
        return new(name, version, east * ToMas / (Points * Points), north * ToMas / (Points * Points), worst * ToMas);
    }
}
