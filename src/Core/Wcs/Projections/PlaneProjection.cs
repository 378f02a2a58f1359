namespace HstNotebooks.Wcs;

/// <summary>
/// A projection of the sphere on a plane other than TAN (FITS WCS paper II, section 5): plane coordinates (x, y) in radians
/// to the native vector (cos theta cos phi, cos theta sin phi, sin theta), which need not have unit length, and back.
/// Outside the projection the result is NaN.
/// </summary>
internal abstract class PlaneProjection
{
    /// <summary>Whether the reference point is the native pole.</summary>
    public virtual bool IsZenithal => true;

    /// <summary>Plane to native vector.</summary>
    public abstract void ToNative(double x, double y, out double l, out double m, out double n);

    /// <summary>Native unit vector to plane.</summary>
    public abstract void FromNative(double l, double m, double n, out double x, out double y);

    /// <summary>The projection of a WCS; null for TAN.</summary>
    public static PlaneProjection? Of(LinearWcs wcs) => wcs.Projection switch
    {
        "TAN" => null,
        "TPV" => wcs.Tpv is null ? null : new TpvProjection(wcs.Tpv),
        "SIN" when wcs.SlantXi != 0 || wcs.SlantEta != 0 => new SlantProjection(wcs.SlantXi, wcs.SlantEta),
        "SIN" or "STG" or "ARC" or "ZEA" => new ZenithalProjection(wcs.Projection),
        "CAR" => new PlateCarreeProjection(),
        "AIT" => new HammerAitoffProjection(),
        var code => throw new Errors.WcsException($"the projection {code} is not supported") { Keyword = "CTYPE1" },
    };
}
