namespace HstNotebooks.Pictures;

/// <summary>Maps font units (y up) to pixels (y down): x' = Xx x + Xy y + Dx, y' = Yx x + Yy y + Dy.</summary>
internal readonly record struct GlyphPlacement(double Xx, double Xy, double Yx, double Yy, double Dx, double Dy)
{
    public (double X, double Y) Map(double x, double y) => (Xx * x + Xy * y + Dx, Yx * x + Yy * y + Dy);

    /// <summary>The placement of a part that is itself placed in the glyph.</summary>
    public GlyphPlacement Then(double xx, double xy, double yx, double yy, double dx, double dy)
    {
        var (ox, oy) = Map(dx, dy);
        return new(Xx * xx + Xy * yx, Xx * xy + Xy * yy, Yx * xx + Yy * yx, Yx * xy + Yy * yy, ox, oy);
    }
}
