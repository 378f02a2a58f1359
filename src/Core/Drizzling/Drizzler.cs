using System.Numerics;
using System.Runtime.InteropServices;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Adds images onto an output frame by variable-pixel linear reconstruction ("drizzle", Fruchter and Hook 2002, PASP 114, 144).
/// The state is the science image O, the weight image V and the context bits C; nothing is read from or written to files.
/// </summary>
/// <remarks>
/// <para>For each output pixel, with overlap k of an input pixel of value d and weight w: V' = V + k w, O' = (O V + k w d) / V'
/// (equations 4 and 5 of the paper). Values are multiplied by the square of the scale ratio, so they stay surface brightness per
/// output pixel. The pixels of one image are summed first and then merged, which is the same up to rounding.</para>
/// <para>Pixels without positive weight, and values that are no finite numbers, never reach the output. (DrizzlePac leaves a
/// masked value in O where nothing else falls.)</para>
/// <para>Work is done in bands of output rows over all cores. The bands do not depend on the number of cores and each output
/// pixel sums its contributions in the order of the input, so the result is the same bytes on any machine with the same vector
/// instructions. An instance is not safe for concurrent calls.</para>
/// </remarks>
public sealed class Drizzler
{
    /// <summary>Rows of a band: enough to be worth a task, small enough that its sums stay in the cache.</summary>
    internal const int BandRows = 128;
    /// <summary>Images that share a plane of the context.</summary>
    internal const int BitsPerPlane = 32;

    private readonly List<Image<int>> context = [];
    private readonly DrizzleFrame frame;
    private readonly ImagePool pool;
    private Image<int>? spare;

    /// <summary>Starts an empty output.</summary>
    /// <param name="width">Output columns.</param>
    /// <param name="height">Output rows.</param>
    /// <param name="kernel">Shape of the drops.</param>
    /// <param name="pixFrac">Linear size of a drop in input pixels, 0 to 1 (0 means points).</param>
    /// <param name="initialValue">Science value where nothing falls; NaN by default.</param>
    /// <param name="keepContext">Whether to record which image contributes to which pixel.</param>
    /// <exception cref="ArgumentOutOfRangeException">pixFrac is negative or no number.</exception>
    public Drizzler(int width, int height, DrizzleKernel kernel = DrizzleKernel.Square, double pixFrac = 1,
        float initialValue = float.NaN, bool keepContext = true)
        : this(new DrizzleFrame(0, 0, width, height), kernel, pixFrac, initialValue, keepContext) { }

    /// <summary>Starts an empty output in images of a pool.</summary>
    internal Drizzler(DrizzleFrame frame, DrizzleKernel kernel, double pixFrac, float initialValue, bool keepContext, ImagePool pool)
    {
        if (!(pixFrac >= 0)) throw new ArgumentOutOfRangeException(nameof(pixFrac), pixFrac, "pixfrac must not be negative");
        (this.frame, this.pool) = (frame, pool);
        (Kernel, PixFrac, KeepContext) = (kernel, pixFrac, keepContext);
        Science = pool.Rent<float>(frame.Width, frame.Height);
        Weight = pool.Rent<float>(frame.Width, frame.Height);
        // Memory is mapped when it is first touched, so this is work for all cores.
        Parallel.For(0, (frame.Height + BandRows - 1) / BandRows, b =>
        {
            int first = b * BandRows * frame.Width, length = Math.Min(BandRows * frame.Width, Science.Pixels.Length - first);
            Science.Span.Slice(first, length).Fill(initialValue);
            Weight.Span.Slice(first, length).Clear();
        });
    }

    /// <summary>Goes on with an output that was begun before; the images are taken over.</summary>
    /// <param name="science">O.</param>
    /// <param name="weight">V, same size.</param>
    /// <param name="context">C; null where none is kept.</param>
    /// <param name="imageCount">How many images were added already.</param>
    /// <param name="kernel">Shape of the drops.</param>
    /// <param name="pixFrac">Linear size of a drop in input pixels.</param>
    /// <exception cref="ArgumentException">The images have different sizes.</exception>
    public Drizzler(Image<float> science, Image<float> weight, IReadOnlyList<Image<int>>? context, int imageCount, DrizzleKernel kernel = DrizzleKernel.Square, double pixFrac = 1)
    {
        if (!(pixFrac >= 0)) throw new ArgumentOutOfRangeException(nameof(pixFrac), pixFrac, "pixfrac must not be negative");
        if (weight.Width != science.Width || weight.Height != science.Height) throw new ArgumentException("the weights have another size", nameof(weight));
        (frame, pool) = (new DrizzleFrame(0, 0, science.Width, science.Height), new ImagePool());
        (Science, Weight, Kernel, PixFrac, KeepContext, ImageCount) = (science, weight, kernel, pixFrac, context is not null, imageCount);
        if (context is null) return;
        this.context.AddRange(context);
        while (this.context.Count <= imageCount / BitsPerPlane) this.context.Add(new Image<int>(science.Width, science.Height));
    }

    /// <summary>Starts an empty output that is a part of a larger frame.</summary>
    /// <param name="frame">The part: first column and row on the frame, size.</param>
    /// <param name="kernel">Shape of the drops.</param>
    /// <param name="pixFrac">Linear size of a drop in input pixels.</param>
    /// <param name="initialValue">Science value where nothing falls.</param>
    /// <param name="keepContext">Whether to record which image contributes to which pixel.</param>
    public Drizzler(DrizzleFrame frame, DrizzleKernel kernel, double pixFrac, float initialValue, bool keepContext)
        : this(frame, kernel, pixFrac, initialValue, keepContext, new ImagePool()) { }

    /// <summary>Shape of the drops.</summary>
    public DrizzleKernel Kernel { get; }
    /// <summary>Linear size of a drop in input pixels.</summary>
    public double PixFrac { get; }
    /// <summary>Whether the context is recorded.</summary>
    public bool KeepContext { get; }
    /// <summary>Whether the overlaps are squared, for variances.</summary>
    internal bool OfSquares { get; init; }
    /// <summary>O: per second where the images were added with an exposure time, else in the units of the input.</summary>
    public Image<float> Science { get; }
    /// <summary>V: sum of the weights; 0 where nothing fell.</summary>
    public Image<float> Weight { get; }
    /// <summary>C: planes of 32 bits; image n (from 1) sets bit (n-1) mod 32 of plane (n-1)/32. Empty where no context is kept.</summary>
    public IReadOnlyList<Image<int>> Context => context;
    /// <summary>How many images were added.</summary>
    public int ImageCount { get; private set; }

    /// <summary>Whether a kernel conserves the flux of the input exactly.</summary>
    public static bool ConservesFlux(DrizzleKernel kernel) =>
        kernel is DrizzleKernel.Square or DrizzleKernel.Turbo or DrizzleKernel.Point;

    /// <summary>Adds an image.</summary>
    /// <param name="values">The image; not changed.</param>
    /// <param name="weights">Weight of each pixel, same size; 0 = masked. Null = all 1.</param>
    /// <param name="map">Where its pixels fall.</param>
    /// <param name="scaleRatio">Size of an output pixel in input pixels (output scale over natural scale of the chip).</param>
    /// <param name="exposureTime">Divides the values, to make counts a rate; 1 for data that are a rate.</param>
    /// <param name="weightScale">Multiplies the weights.</param>
    /// <param name="parallel">Number of cores and cancellation; null = all cores. A cancelled output is unusable.</param>
    /// <returns>The number of output pixels that received weight.</returns>
    /// <exception cref="ArgumentException">The weights have another size, or a number is not positive.</exception>
    public long AddImage(Image<float> values, Image<float>? weights, PixelRowMapping map, double scaleRatio = 1,
        double exposureTime = 1, double weightScale = 1, ParallelOptions? parallel = null) =>
        AddImage(values, new DropWeights(weights, null), map, scaleRatio, exposureTime, weightScale, parallel);

    /// <summary>As above, with weights of any kind.</summary>
    internal long AddImage(Image<float> values, DropWeights weights, PixelRowMapping map, double scaleRatio, double exposureTime, double weightScale, ParallelOptions? parallel)
    {
        if (!weights.Fits(values.Width, values.Height))
            throw new ArgumentException($"the weights have another size than the image of {values.Width} x {values.Height}", nameof(weights));
        if (!(scaleRatio > 0)) throw new ArgumentException($"the scale ratio must be positive, not {scaleRatio}", nameof(scaleRatio));
        if (!(exposureTime > 0)) throw new ArgumentException($"the exposure time must be positive, not {exposureTime}", nameof(exposureTime));

        int bit = 1 << (ImageCount % BitsPerPlane);
        Skip();
        var planeImage = KeepContext ? context[(ImageCount - 1) / BitsPerPlane] : null;

        var drop = OfSquares ? DropKernel.Create<SecondPower>(Kernel, PixFrac, scaleRatio) : DropKernel.Create(Kernel, PixFrac, scaleRatio);
        var footprint = new DropFootprint(map, values.Width, values.Height, drop.Reach);
        int firstRow = Math.Max(frame.FirstRow, footprint.FirstRow), lastRow = Math.Min(frame.FirstRow + frame.Height - 1, footprint.LastRow);
        int firstColumn = Math.Max(frame.FirstColumn, footprint.FirstColumn), lastColumn = Math.Min(frame.FirstColumn + frame.Width - 1, footprint.LastColumn);
        if (firstRow > lastRow || firstColumn > lastColumn) return 0;

        float valueFactor = (float)(scaleRatio * scaleRatio) * (float)(1 / exposureTime);
        int firstBand = firstRow / BandRows, bands = lastRow / BandRows - firstBand + 1;
        long touched = 0;
        pool.DrizzleSpaces(values.Width).For(bands, parallel, (b, space) =>
        {
            var (band, row) = space;
            int first = Math.Max(firstRow, (firstBand + b) * BandRows), last = Math.Min(lastRow, (firstBand + b + 1) * BandRows - 1);
            var (left, right) = footprint.Columns(first, last);
            (left, right) = (Math.Max(left, firstColumn), Math.Min(right, lastColumn));
            if (left > right) return;
            band.Reset(first, last - first + 1, left, right - left + 1, drop.Pad);
            row.Held = (double.NaN, 0, 0);
            for (int cellRow = 0; cellRow < footprint.CellRows; cellRow++)
            {
                var (start, length) = footprint.Run(cellRow, first, last, left, right);
                if (length == 0) continue;
                parallel?.CancellationToken.ThrowIfCancellationRequested();
                var (y0, y1) = footprint.Rows(cellRow);
                for (int y = y0; y < y1; y++)
                {
                    row.Load(values, weights, y, start, length, valueFactor, (float)weightScale);
                    drop.Add(band, row, map, y, start, length);
                }
            }
            Interlocked.Add(ref touched, Merge(band, planeImage, bit));
        });
        return touched;
    }

    /// <summary>Counts an image that does not reach the output.</summary>
    internal void Skip()
    {
        int plane = ImageCount++ / BitsPerPlane;
        if (!KeepContext || context.Count > plane) return;
        var image = spare ?? pool.Rent<int>(frame.Width, frame.Height);
        spare = null;
        image.Span.Clear();
        context.Add(image);
    }

    /// <summary>Whether an image may reach the output.</summary>
    internal bool Reaches(PixelRowMapping map, int width, int height, double scaleRatio)
    {
        var footprint = new DropFootprint(map, width, height, DropKernel.Create(Kernel, PixFrac, scaleRatio).Reach);
        return footprint.LastRow >= frame.FirstRow && footprint.FirstRow < frame.FirstRow + frame.Height
            && footprint.LastColumn >= frame.FirstColumn && footprint.FirstColumn < frame.FirstColumn + frame.Width;
    }

    /// <summary>Lets the memory of the last plane be used for the next one; its content is lost.</summary>
    internal void RecycleContext()
    {
        spare = context[^1];
        context[^1] = new Image<int>(0, 0);
    }

    /// <summary>Gives the images back to the pool; the output must not be used any more.</summary>
    internal void Return()
    {
        pool.Return(Science);
        pool.Return(Weight);
        if (spare is not null) pool.Return(spare);
    }

    private long Merge(DrizzleBand band, Image<int>? plane, int bit)
    {
        long touched = 0;
        int left = band.FirstColumn - frame.FirstColumn;
        for (int r = 0; r < band.Rows; r++)
        {
            int y = band.FirstRow + r - frame.FirstRow;
            var pairs = band.Pairs.Slice(2 * ((r + band.Pad) * band.Stride + band.Pad), 2 * band.Columns);
            touched += BandMerge.Row(pairs, Science.Row(y).Slice(left, band.Columns), Weight.Row(y).Slice(left, band.Columns),
                plane is null ? default : plane.Row(y).Slice(left, band.Columns), bit);
        }
        return touched;
    }
}
