namespace HstNotebooks.Simulation;

/// <summary>The defects of one chip. They belong to the detector: every exposure of a scene has the same.</summary>
internal sealed class DetectorDefects
{
    private DetectorDefects(IReadOnlyList<HotPixel> hotPixels, IReadOnlyList<BadColumn> badColumns)
    {
        HotPixels = hotPixels;
        BadColumns = badColumns;
    }

    /// <summary>A chip without defects.</summary>
    public static DetectorDefects None { get; } = new([], []);

    /// <summary>Hot, warm and unstable pixels.</summary>
    public IReadOnlyList<HotPixel> HotPixels { get; }

    /// <summary>Columns that lose charge from some row on.</summary>
    public IReadOnlyList<BadColumn> BadColumns { get; }

    /// <summary>A pixel with much dark current.</summary>
    /// <param name="X">Column, 0-based.</param>
    /// <param name="Y">Row, 0-based.</param>
    /// <param name="Rate">Dark current, electrons per second.</param>
    /// <param name="DarkError">Part by which the dark frame misses it.</param>
    /// <param name="Flag">Its DQ bit.</param>
    public readonly record struct HotPixel(int X, int Y, double Rate, double DarkError, short Flag);

    /// <summary>A bad column.</summary>
    /// <param name="X">Column, 0-based.</param>
    /// <param name="FirstRow">First bad row, 0-based; the rest of the column is bad.</param>
    /// <param name="Response">Part of the light that it still shows.</param>
    /// <param name="Offset">Electrons that the calibration takes away too much.</param>
    public readonly record struct BadColumn(int X, int FirstRow, double Response, double Offset);

    /// <summary>The defects of a chip of a camera for a seed.</summary>
    public static DetectorDefects Of(CameraModel camera, ChipGeometry chip, ulong seed)
    {
        var random = new NoiseStream(seed, Purpose.Defects, (ulong)chip.ExtVer);
        var hot = new HotPixel[(int)(camera.HotPixelFraction * chip.Width * chip.Height)];
        for (int i = 0; i < hot.Length; i++)
        {
            int x = (int)(random.NextUniform() * chip.Width), y = (int)(random.NextUniform() * chip.Height);
            double kind = random.NextUniform(), u = random.NextUniform(), error = random.NextGaussian();
            // Hot pixels follow a power law in their dark current, twenty times as many at a tenth of it; the others are mild.
            hot[i] = kind < 0.6 ? new(x, y, 0.02 * Math.Pow(1 - 0.999 * u, -0.8), 0.05 * error, camera.Flags.Hot)
                : new(x, y, 0.004 + 0.01 * u, 0.02 * error, kind < 0.85 ? camera.Flags.Warm : camera.Flags.Unstable);
        }
        var columns = new BadColumn[camera.BadColumns];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = new((int)(random.NextUniform() * chip.Width), (int)(random.NextUniform() * chip.Height * 0.8), random.NextUniform(0.1, 0.8), random.NextUniform(5, 40));
        return new(hot, columns);
    }
}
