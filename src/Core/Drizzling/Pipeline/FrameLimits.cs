using HstNotebooks.Errors;

namespace HstNotebooks.Drizzling;

/// <summary>Refuses frames that cannot be made.</summary>
internal static class FrameLimits
{
    private const int BytesPerPixel = 12;

    public static void Check(DrizzleRun run)
    {
        foreach (var (frame, prefix) in (ReadOnlySpan<(Wcs.SkyFrame, string)>)[(run.FinalFrame, "final"), (run.SeparateFrame, "driz_sep")])
            Check(frame, prefix + "_scale", $"{prefix}_outnx and {prefix}_outny");
    }

    /// <summary>Refuses a frame that does not fit into memory.</summary>
    public static void Check(Wcs.SkyFrame frame, string scaleParameter, string sizeParameters)
    {
        long pixels = (long)frame.Width * frame.Height, bytes = pixels * BytesPerPixel;
        if (pixels <= Array.MaxLength && bytes <= GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) return;
        throw new InputException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"an output of {frame.Width} x {frame.Height} pixels needs {bytes / 1e9:F1} GB of memory"))
        {
            Parameter = scaleParameter,
            Expected = $"at most {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerPixel} pixels on this machine",
            Advice = $"choose a larger {scaleParameter} or a smaller {sizeParameters}; check that the exposures belong to one field",
        };
    }
}
