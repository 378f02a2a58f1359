using System.Buffers;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>A separately drizzled image, in memory or in a scratch file; written in bands from the first row up, read in bands.</summary>
internal sealed class SingleImage(SkyFrame frame, DrizzleFrame part, float fill, (double Time, double Sky, double ReadNoise) exposure, ScratchFile? scratch, ParallelOptions parallel) : ICombineSource
{
    private readonly long pixels = (long)part.Width * part.Height;
    private readonly long offset = scratch?.Reserve(2L * part.Width * part.Height) ?? 0;
    private readonly WeightSum weightSum = new();
    private readonly List<(DrizzleFrame Band, Image<float> Values, Image<float> Weights)> bands = [];

    public int Width => frame.Width;
    public int Height => frame.Height;
    public double ExposureTime => exposure.Time;
    public double Sky => exposure.Sky;
    public double ReadNoise => exposure.ReadNoise;
    public double MeanWeight => weightSum.Mean;

    /// <summary>Takes the next band of the part.</summary>
    /// <returns>Whether the images themselves are kept; else they may be used again.</returns>
    public bool Add(DrizzleFrame band, Image<float> values, Image<float> weights)
    {
        weightSum.Add(weights);
        if (scratch is null)
        {
            bands.Add((band, values, weights));
            return true;
        }
        long first = offset + (long)(band.FirstRow - part.FirstRow) * part.Width;
        scratch.Write(values.Pixels, values.Pixels.Length, first, parallel);
        scratch.Write(weights.Pixels, weights.Pixels.Length, first + pixels, parallel);
        return false;
    }

    public void ReadRows(int firstRow, int rows, Span<float> values, Span<float> weights)
    {
        values.Fill(fill);
        weights.Clear();
        int first = Math.Max(firstRow, part.FirstRow), end = Math.Min(firstRow + rows, part.FirstRow + part.Height);
        if (first >= end) return;
        foreach (var band in bands)
        {
            for (int y = Math.Max(first, band.Band.FirstRow); y < Math.Min(end, band.Band.FirstRow + band.Band.Height); y++)
            {
                int at = (y - firstRow) * Width + part.FirstColumn;
                band.Values.Row(y - band.Band.FirstRow).CopyTo(values[at..]);
                band.Weights.Row(y - band.Band.FirstRow).CopyTo(weights[at..]);
            }
        }
        if (scratch is null) return;
        var buffer = ArrayPool<float>.Shared.Rent((end - first) * part.Width);
        var block = buffer.AsSpan(0, (end - first) * part.Width);
        for (int plane = 0; plane < 2; plane++)
        {
            scratch.Read(block, offset + plane * pixels + (long)(first - part.FirstRow) * part.Width);
            for (int y = first; y < end; y++)
                block.Slice((y - first) * part.Width, part.Width).CopyTo((plane == 0 ? values : weights)[((y - firstRow) * Width + part.FirstColumn)..]);
        }
        ArrayPool<float>.Shared.Return(buffer);
    }
}
