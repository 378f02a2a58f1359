using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The frame of a new image: the parameters that <see cref="DrizzleOptions"/> and <see cref="BlotOptions"/> share.</summary>
public abstract record StepFrameOptions
{
    /// <summary>Section of the parameters of the frame.</summary>
    private protected const string UserWcs = "User WCS Parameters";

    /// <summary>Size of a pixel.</summary>
    [Parameter("outscale", "Size of a pixel.", Section = UserWcs, Unit = "arcsec")]
    public double? OutScale { get; init; }

    /// <summary>Position angle of the y axis, east of north.</summary>
    [Parameter("orient", "Position angle of the y axis, east of north.", Section = UserWcs, Unit = "degree")]
    public double? Orient { get; init; }

    /// <summary>Right ascension of the reference point.</summary>
    [Parameter("raref", "Right ascension of the reference point.", Section = UserWcs, Unit = "degree")]
    public double? RaRef { get; init; }

    /// <summary>Declination of the reference point.</summary>
    [Parameter("decref", "Declination of the reference point.", Section = UserWcs, Unit = "degree")]
    public double? DecRef { get; init; }

    /// <summary>Reference pixel in x, 1-based.</summary>
    [Parameter("xrefpix", "Reference pixel in x, 1-based.", Section = UserWcs, Unit = "pixel")]
    public double? XRefPix { get; init; }

    /// <summary>Reference pixel in y, 1-based.</summary>
    [Parameter("yrefpix", "Reference pixel in y, 1-based.", Section = UserWcs, Unit = "pixel")]
    public double? YRefPix { get; init; }

    /// <summary>Columns of the image.</summary>
    [Parameter("outnx", "Columns of the image.", Section = UserWcs, Unit = "pixel")]
    public double? OutNx { get; init; }

    /// <summary>Rows of the image.</summary>
    [Parameter("outny", "Rows of the image.", Section = UserWcs, Unit = "pixel")]
    public double? OutNy { get; init; }

    internal StepFrame Frame => new(OutScale, Orient, RaRef, DecRef, XRefPix, YRefPix, OutNx, OutNy);
}
