namespace HstNotebooks.Drizzling;

/// <summary>Bilinear interpolation; constant beyond the last row and column.</summary>
internal sealed class LinearSampler(BlotSource source) : BlotSampler(source)
{
    public override float Sample(double x, double y)
    {
        int x0 = Math.Min((int)x, Source.Width - 1), y0 = Math.Min((int)y, Source.Height - 1);
        int x1 = Math.Min(x0 + 1, Source.Width - 1), y1 = Math.Min(y0 + 1, Source.Height - 1);
        double a = x - x0, b = y - y0;
        double low = Source[y0, x0] + a * ((double)Source[y0, x1] - Source[y0, x0]);
        double high = Source[y1, x0] + a * ((double)Source[y1, x1] - Source[y1, x0]);
        return (float)(low + b * (high - low));
    }
}
