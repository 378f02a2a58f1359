using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>The sources of an image in all its chips, one after the other. Source IDs are the places in this list, from 0.</summary>
internal sealed class ImageCatalog
{
    public ImageCatalog(string path, string rootName, double? epoch, IReadOnlyList<ChipCatalog> chips)
    {
        Path = path;
        FileName = System.IO.Path.GetFileName(path);
        RootName = rootName;
        Epoch = epoch;
        Chips = chips;
        X = Concatenate(c => c.X);
        Y = Concatenate(c => c.Y);
        Flux = Concatenate(c => c.Flux);
        Ra = Concatenate(c => c.Ra);
        Dec = Concatenate(c => c.Dec);
        ExtVer = [.. chips.SelectMany(c => Enumerable.Repeat(c.ExtVer, c.Count))];
    }

    public string Path { get; }
    public string FileName { get; }
    public string RootName { get; }
    /// <summary>Middle of the exposure, Julian year; null where it is not known.</summary>
    public double? Epoch { get; }
    public IReadOnlyList<ChipCatalog> Chips { get; }
    public double[] X { get; }
    public double[] Y { get; }
    public double[] Flux { get; }
    public double[] Ra { get; }
    public double[] Dec { get; }
    public int[] ExtVer { get; }
    public int Count => X.Length;

    /// <summary>The sources in a reference plane, 1-based pixels.</summary>
    public PositionList Project(LinearWcs frame)
    {
        double[] x = new double[Count], y = new double[Count];
        frame.SkyToPixel(Ra, Dec, x, y);
        return new PositionList(x, y);
    }

    private double[] Concatenate(Func<ChipCatalog, double[]> column) => [.. Chips.SelectMany(column)];
}
