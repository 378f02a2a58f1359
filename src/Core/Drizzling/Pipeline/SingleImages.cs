using System.Runtime.InteropServices;
using HstNotebooks.Images;
using HstNotebooks.Wcs;
using Microsoft.Win32.SafeHandles;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The separately drizzled images of a run, cut to what each exposure covers: in memory while they are small, else in one scratch
/// file that vanishes with the run. So the memory of the median does not grow with the number of exposures.
/// </summary>
internal sealed class SingleImages(SkyFrame frame, string folder, bool inMemory) : IDisposable
{
    /// <summary>Pixels that may stay in memory.</summary>
    private const long MaxPixelsInMemory = 8L << 20;

    private readonly List<Single> singles = [];
    private SafeFileHandle? scratch;
    private long scratchLength, pixelsInMemory;

    /// <summary>The images in the order in which they were added.</summary>
    public IReadOnlyList<ICombineSource> Sources => singles;

    /// <summary>Keeps the image of an exposure; the pixels are taken over.</summary>
    /// <param name="part">Where it lies on the frame.</param>
    /// <param name="values">Electrons per second.</param>
    /// <param name="weights">Weights.</param>
    /// <param name="fill">Value outside.</param>
    /// <param name="exposure">Exposure time, sky and read noise in electrons.</param>
    /// <returns>Whether the images themselves are kept; else they may be used again.</returns>
    public bool Add(DrizzleFrame part, Image<float> values, Image<float> weights, float fill, (double Time, double Sky, double ReadNoise) exposure)
    {
        double mean = CombineImage.Mean(weights);
        pixelsInMemory += values.Pixels.LongLength;
        if (inMemory || pixelsInMemory <= MaxPixelsInMemory)
        {
            singles.Add(new Single(this, part, fill, exposure, mean) { Values = values, Weights = weights });
            return true;
        }
        scratch ??= File.OpenHandle(Path.Combine(folder, $".astrodrizzle-{Environment.ProcessId}-{Guid.NewGuid():N}.scratch"),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        long at = scratchLength;
        Write(values, at);
        Write(weights, at + 4 * values.Pixels.LongLength);
        scratchLength += 8 * values.Pixels.LongLength;
        singles.Add(new Single(this, part, fill, exposure, mean) { Offset = at });
        return false;
    }

    public void Dispose() => scratch?.Dispose();

    private void Write(Image<float> image, long at)
    {
        // One system call writes at most 2 GB.
        for (int y = 0; y < image.Height; y += 512)
        {
            int rows = Math.Min(512, image.Height - y);
            RandomAccess.Write(scratch!, MemoryMarshal.AsBytes(image.Span.Slice(y * image.Width, rows * image.Width)), at + 4L * y * image.Width);
        }
    }

    private sealed class Single(SingleImages owner, DrizzleFrame part, float fill, (double Time, double Sky, double ReadNoise) exposure, double mean) : ICombineSource
    {
        public Image<float>? Values { get; init; }
        public Image<float>? Weights { get; init; }
        public long Offset { get; init; }
        public int Width => owner.Frame.Width;
        public int Height => owner.Frame.Height;
        public double ExposureTime => exposure.Time;
        public double Sky => exposure.Sky;
        public double ReadNoise => exposure.ReadNoise;
        public double MeanWeight => mean;

        public void ReadRows(int firstRow, int rows, Span<float> values, Span<float> weights)
        {
            values.Fill(fill);
            weights.Clear();
            int first = Math.Max(firstRow, part.FirstRow), end = Math.Min(firstRow + rows, part.FirstRow + part.Height);
            if (first >= end) return;
            if (Values is not null && Weights is not null)
            {
                for (int y = first; y < end; y++)
                {
                    int at = (y - firstRow) * Width + part.FirstColumn;
                    Values.Row(y - part.FirstRow).CopyTo(values[at..]);
                    Weights.Row(y - part.FirstRow).CopyTo(weights[at..]);
                }
                return;
            }
            var buffer = System.Buffers.ArrayPool<float>.Shared.Rent((end - first) * part.Width);
            var block = buffer.AsSpan(0, (end - first) * part.Width);
            for (int plane = 0; plane < 2; plane++)
            {
                long at = Offset + 4L * ((long)plane * part.Width * part.Height + (long)(first - part.FirstRow) * part.Width);
                var bytes = MemoryMarshal.AsBytes(block);
                while (!bytes.IsEmpty)
                {
                    int read = RandomAccess.Read(owner.scratch!, bytes, at);
                    if (read == 0) throw new EndOfStreamException("the scratch file of the single images is too short");
                    bytes = bytes[read..];
                    at += read;
                }
                for (int y = first; y < end; y++)
                    block.Slice((y - first) * part.Width, part.Width).CopyTo((plane == 0 ? values : weights)[((y - firstRow) * Width + part.FirstColumn)..]);
            }
            System.Buffers.ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private SkyFrame Frame => frame;
}
