using HstNotebooks.Sky;

namespace HstNotebooks.Drizzling;

/// <summary>A circle on the sky that holds an exposure: tells at once that two exposures are far apart.</summary>
/// <param name="Centre">Its centre.</param>
/// <param name="Radius">Its radius in degrees.</param>
internal readonly record struct SkyCap(SkyPosition Centre, double Radius)
{
    /// <summary>Allowance for the sides of a chip, which bulge beyond its corners by distortion, as a part of the radius.</summary>
    private const double Bulge = 0.1;

    public static SkyCap Of(IReadOnlyList<ChipState> chips)
    {
        SkyPosition[] corners = [.. chips.SelectMany(c => ChipOverlap.Outline(c.Wcs, c.Width, c.Height))];
        var centre = chips[0].Wcs.PixelToSky((chips[0].Width + 1) / 2.0, (chips[0].Height + 1) / 2.0);
        return new SkyCap(centre, corners.Max(centre.SeparationTo) * (1 + Bulge));
    }

    /// <summary>Whether the circles touch.</summary>
    public bool Touches(SkyCap other) => !(Centre.SeparationTo(other.Centre) > Radius + other.Radius);
}
