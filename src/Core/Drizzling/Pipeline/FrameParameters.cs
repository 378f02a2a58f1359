using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of a custom frame (final_* or driz_sep_*).</summary>
internal sealed record FrameParameters(string RefImage, UserFrame Changes)
{
    public static FrameParameters Final(AstroDrizzleOptions o) => new(o.FinalRefImage, new UserFrame
    {
        Prefix = "final_",
        Rotation = o.FinalRot,
        Scale = o.FinalScale,
        Width = o.FinalOutNx,
        Height = o.FinalOutNy,
        Ra = o.FinalRa,
        Dec = o.FinalDec,
        CrPix1 = o.FinalCrPix1,
        CrPix2 = o.FinalCrPix2,
    });

    public static FrameParameters Separate(AstroDrizzleOptions o) => new(o.DrizSepRefImage, new UserFrame
    {
        Prefix = "driz_sep_",
        Rotation = o.DrizSepRot,
        Scale = o.DrizSepScale,
        Width = o.DrizSepOutNx,
        Height = o.DrizSepOutNy,
        Ra = o.DrizSepRa,
        Dec = o.DrizSepDec,
        CrPix1 = o.DrizSepCrPix1,
        CrPix2 = o.DrizSepCrPix2,
    });

    /// <summary>The frame that the parameters ask for, starting from the default one.</summary>
    public SkyFrame Apply(SkyFrame frame)
    {
        if (RefImage.Trim().Length > 0) frame = ReferenceFrame.Read(RefImage.Trim(), Changes.Prefix + "refimage");
        return Changes.Apply(frame);
    }
}
