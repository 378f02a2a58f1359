using HstNotebooks.Exposures;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>What a run knows of one chip. Pixels are not kept; they are read from the file when a step needs them.</summary>
internal sealed class ChipState
{
    private readonly Dictionary<SkyFrame, PixelMap> maps = [];

    /// <summary>EXTVER.</summary>
    public required int ExtVer { get; init; }
    /// <summary>Place among all chips of the run, from 1: the number of its context bit and of its D001 keywords.</summary>
    public required int Number { get; init; }
    public required ImageWcs Wcs { get; init; }
    public required DetectorProperties Detector { get; init; }
    /// <summary>Size of a pixel without distortion, arcseconds.</summary>
    public required double NaturalScale { get; init; }
    public required string Unit { get; init; }
    public int Width => Wcs.Width;
    public int Height => Wcs.Height;
    public long PixelCount => (long)Width * Height;

    /// <summary>Sky to subtract while drizzling and to add back when blotting, native units; null where the user did it already.</summary>
    public double? SkyToSubtract { get; set; }
    /// <summary>Sky that the noise terms count, native units.</summary>
    public double SkyInNoise { get; set; }
    /// <summary>MDRIZSKY to write into the SCI header; null leaves the header as it is.</summary>
    public double? SkyKeyword { get; set; }
    /// <summary>The static mask of its signature, or null.</summary>
    public StaticMask? StaticMask { get; set; }
    /// <summary>Whether none of its pixels is good for the single image, so that there is nothing to compare.</summary>
    public bool IsMasked { get; set; }
    /// <summary>The cosmic rays, or null where none were looked for.</summary>
    public PackedMask? CosmicRays { get; set; }
    /// <summary>Weight factor that the final drizzle used (D001WTSC).</summary>
    public double WeightScale { get; set; } = 1;

    /// <summary>The pixel map onto a frame, built once.</summary>
    public PixelRowMapping MapOnto(SkyFrame frame, int step, CancellationToken cancel)
    {
        lock (maps)
        {
            if (!maps.TryGetValue(frame, out var map)) maps[frame] = map = PixelMap.Build(Wcs, frame.Wcs, step <= 1 ? 0 : step, cancel);
            return map.MapRow;
        }
    }

    /// <summary>Drops maps that no later step uses.</summary>
    public void ForgetMaps()
    {
        lock (maps) maps.Clear();
    }
}
