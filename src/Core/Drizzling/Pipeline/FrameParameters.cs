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

    /// <summary>The parameters of a frame, without prefix.</summary>
    public static IReadOnlyList<string> Names { get; } = ["refimage", "rot", "scale", "outnx", "outny", "ra", "dec", "crpix1", "crpix2"];

    /// <summary>The parameters of the frame that are set, by name.</summary>
    public IReadOnlyList<string> Given => [.. Names.Zip(
        [RefImage.Trim().Length > 0, Changes.Rotation is not null, Changes.Scale is not null, Changes.Width is not null, Changes.Height is not null, Changes.Ra is not null, Changes.Dec is not null,
            Changes.CrPix1 is not null, Changes.CrPix2 is not null], (Name, IsSet) => (Name, IsSet)).Where(p => p.IsSet).Select(p => Changes.Prefix + p.Name)];

    /// <summary>The frame that the parameters ask for, starting from the default one.</summary>
    public SkyFrame Apply(SkyFrame frame)
    {
        if (RefImage.Trim().Length > 0) frame = ReferenceFrame.Read(RefImage.Trim(), Changes.Prefix + "refimage");
        return Changes.Apply(frame);
    }
}
