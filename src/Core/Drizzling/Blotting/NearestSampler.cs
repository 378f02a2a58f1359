namespace HstNotebooks.Drizzling;

/// <summary>The nearest pixel.</summary>
internal sealed class NearestSampler(BlotSource source) : BlotSampler(source)
{
    public override float Sample(double x, double y) =>
        Source[Math.Min((int)(y + 0.5), Source.Height - 1), Math.Min((int)(x + 0.5), Source.Width - 1)];
}
