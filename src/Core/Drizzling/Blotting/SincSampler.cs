namespace HstNotebooks.Drizzling;

/// <summary>
/// Sinc interpolation over 15 x 15 pixels: weight of the pixel at distance j from the nearest one is sinc(scale (j - d)) times
/// the square of a cosine-like taper, normalised to sum 1 in each direction; d is the offset from the nearest pixel.
/// </summary>
internal sealed class SincSampler : BlotSampler
{
    private const int HalfWidth = 7, Points = 2 * HalfWidth + 1;
    /// <summary>Offsets below this take the pixel itself.</summary>
    private const double OnPixel = 0.001;
    private readonly double[] taper = new double[Points];
    private readonly double scale;

    public SincSampler(BlotSource source, double scale) : base(source)
    {
        this.scale = scale;
        double c = Math.PI / (2 * HalfWidth);
        c *= c;
        for (int i = 0; i < Points; i++)
        {
            // cos(pi j / 14) by the polynomial of Abramowitz and Stegun 4.3.97.
            double j2 = (i - HalfWidth) * (i - HalfWidth), cosine = 1 - 0.49670 * c * j2 + 0.03705 * c * c * j2 * j2;
            taper[i] = cosine * cosine;
        }
    }

    public override float Sample(double x, double y)
    {
        int nx = (int)(x + 0.5), ny = (int)(y + 0.5);
        double dx = x - nx, dy = y - ny;
        if (Math.Abs(dx) < OnPixel && Math.Abs(dy) < OnPixel) return (float)Continued(nx, ny);
        Span<double> kx = stackalloc double[Points], ky = stackalloc double[Points];
        Weights(dx, kx);
        Weights(dy, ky);
        return SumContinued(nx - HalfWidth, ny - HalfWidth, kx, ky);
    }

    private void Weights(double offset, Span<double> k)
    {
        double sum = 0;
        for (int i = 0; i < Points; i++)
        {
            double t = Math.PI * scale * (i - HalfWidth - offset);
            k[i] = taper[i] * (Math.Abs(t) < 1e-9 ? 1 : Math.Sin(t) / t);
            sum += k[i];
        }
        for (int i = 0; i < Points; i++) k[i] /= sum;
    }
}
