namespace HstNotebooks.Wcs;

/// <summary>Where along a row the distortion of a chip is smooth: between the nodes of its lookup tables, at which it has kinks.</summary>
internal static class SmoothStretches
{
    /// <summary>Longer stretches are divided; the nodes of HST's tables are about 64 pixels apart.</summary>
    private const double Longest = 128;
    /// <summary>Shorter ones are left out.</summary>
    private const double Shortest = 16;

    /// <summary>The stretches of a chip, 0-based pixels, ascending; they end one pixel beside the chip.</summary>
    public static (double Start, double End)[] Of(int width, DetectorDistortion? distortion)
    {
        var stretches = new List<(double, double)>();
        double at = -1;
        foreach (var (start, end) in Kinks(distortion).Where(k => k.End > -1 && k.Start < width).Order())
        {
            Add(at, start);
            at = Math.Max(at, end);
        }
        Add(at, width);
        return [.. stretches];

        void Add(double start, double end)
        {
            if (end - start < Shortest) return;
            int parts = (int)Math.Ceiling((end - start) / Longest);
            for (int i = 0; i < parts; i++) stretches.Add((start + i * (end - start) / parts, start + (i + 1) * (end - start) / parts));
        }
    }

    /// <summary>Intervals that hold the kinks. Those of CPDIS lie where the pixel with its detector-to-image offset meets a node.</summary>
    private static IEnumerable<(double Start, double End)> Kinks(DetectorDistortion? distortion)
    {
        double offset = distortion?.D2Im1 is { } detectorToImage ? detectorToImage.LargestOffset : 0;
        return [.. Nodes(distortion?.D2Im1, 0), .. Nodes(distortion?.D2Im2, 0), .. Nodes(distortion?.Cpdis1, offset), .. Nodes(distortion?.Cpdis2, offset)];
    }

    private static IEnumerable<(double Start, double End)> Nodes(LookupTable? table, double margin)
    {
        if (table is null || table.Width < 2) return [];
        return Enumerable.Range(0, table.Width).Select(i => table.CrVal.X + (i - table.CrPix.X) * table.CDelt.X).Select(x => (x - margin, x + margin));
    }
}
