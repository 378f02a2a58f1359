using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Refuses frames that cannot be made: images are written in bands, so the disk is the limit, and memory for a band.</summary>
internal static class FrameLimits
{
    /// <summary>Bytes of a pixel in a band: science, weight, context.</summary>
    private const int BandPixel = 12;
    /// <summary>A run with smaller frames is not asked what it needs.</summary>
    private const long Small = 64L << 20;

    public static void Check(DrizzleRun run)
    {
        Check(run.FinalFrame, "final", run.Options.DrizCombine ? FinalBytes(run) : 0);
        Check(run.SeparateFrame, "driz_sep", run.Options.DrizSeparate ? SeparateBytes(run) : 0);
    }

    /// <summary>Refuses a frame that does not fit into memory, for a task that works on the whole.</summary>
    public static void Check(SkyFrame frame, string scaleParameter, string sizeParameters)
    {
        double bytes = BandPixel * Pixels(frame), available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (Pixels(frame) <= Array.MaxLength && bytes <= available) return;
        throw Refusal(frame, scaleParameter, sizeParameters, $"{Size(bytes)} of memory", string.Create(CultureInfo.InvariantCulture, $"at most {available / BandPixel:F0} pixels on this machine"));
    }

    private static double FinalBytes(DrizzleRun run)
    {
        int planes = run.Options.Context ? (run.Chips.Count() + Drizzler.BitsPerPlane - 1) / Drizzler.BitsPerPlane : 0;
        return 4.0 * (2 + planes + (run.Options.FinalErr ? 1 : 0)) * Pixels(run.FinalFrame);
    }

    /// <summary>The single images with their weights, cut to what the exposures cover, and the median; whole where they are kept.</summary>
    private static double SeparateBytes(DrizzleRun run)
    {
        double frame = Pixels(run.SeparateFrame), bytes = 4 * frame;
        foreach (var exposure in run.Exposures)
        {
            double covered = exposure.Chips.Sum(c => c.PixelCount * Math.Pow(c.NaturalScale / run.SeparateFrame.Wcs.PixelScale, 2));
            bytes += 8 * Math.Min(covered, frame) + (run.KeepIntermediate ? 8 * frame : 0);
        }
        return bytes;
    }

    private static double Pixels(SkyFrame frame) => (double)frame.Width * frame.Height;

    private static void Check(SkyFrame frame, string prefix, double disk)
    {
        if (Pixels(frame) <= Small) return;
        double memory = (double)BandPixel * frame.Width * Drizzler.BandRows, available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (memory > available) throw Refusal(frame, prefix + "_scale", $"{prefix}_outnx and {prefix}_outny", $"{Size(memory)} of memory for {Drizzler.BandRows} rows", string.Create(CultureInfo.InvariantCulture, $"at most {available / BandPixel / Drizzler.BandRows:F0} columns on this machine"));
        long free = new DriveInfo(Directory.GetCurrentDirectory()).AvailableFreeSpace;
        if (disk > free) throw Refusal(frame, prefix + "_scale", $"{prefix}_outnx and {prefix}_outny", $"{Size(disk)} of disk", $"at most the {Size(free)} that are free in the working directory");
    }

    private static InputException Refusal(SkyFrame frame, string scaleParameter, string sizeParameters, string needs, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"an output of {frame.Width} x {frame.Height} pixels needs {needs}"))
        {
            Parameter = scaleParameter,
            Expected = expected,
            Advice = $"choose a larger {scaleParameter} or a smaller {sizeParameters}; check that the exposures belong to one field",
        };

    private static string Size(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:F1} GB");
}
