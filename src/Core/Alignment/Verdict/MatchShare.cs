using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>How many of the reference sources that fall on a chip have a match, against what the other chips of the image let expect.</summary>
/// <param name="ExtVer">The chip.</param>
/// <param name="Inside">Reference sources, or sources of the chip where these are fewer.</param>
/// <param name="Matched">Matches that the fit kept.</param>
internal readonly record struct MatchShare(int ExtVer, int Inside, int Matched)
{
    private const int LeastInside = 10;
    private const double LeastShare = 0.25;
    private const double LogChance = -6;

    /// <summary>The shares of the chips of an image.</summary>
    public static IReadOnlyList<MatchShare> Of(ImageCatalog image, ImageMatch match, SkyFrame frame)
    {
        var fit = match.Fit!;
        var matched = fit.Kept.GroupBy(k => image.ExtVer[match.Pairs[k].Image]).ToDictionary(g => g.Key, g => g.Count());
        var transform = LinearTransform.Of(fit);
        double[] ra = new double[match.ThinnedReference.Length], dec = new double[ra.Length], x = new double[ra.Length], y = new double[ra.Length];
        // Where the reference sources lie in the frame of the image's own WCS, and from there on the chips.
        for (int i = 0; i < ra.Length; i++)
        {
            int r = match.ThinnedReference[i];
            var (fx, fy) = transform.Apply(match.ReferencePositions.X[r] - frame.Wcs.CrPix1, match.ReferencePositions.Y[r] - frame.Wcs.CrPix2);
            (x[i], y[i]) = (fx + frame.Wcs.CrPix1, fy + frame.Wcs.CrPix2);
        }
        frame.Wcs.PixelToSky(x, y, ra, dec);
        var shares = new List<MatchShare>();
        foreach (var chip in image.Chips)
        {
            int inside = InsideOf(chip, ra, dec, x, y);
            shares.Add(new MatchShare(chip.ExtVer, Math.Min(inside, chip.Count), matched.GetValueOrDefault(chip.ExtVer)));
        }
        return shares;
    }

    /// <summary>Says which chip has far fewer matches than the share of the others predicts; null where none.</summary>
    public static string? Lacking(IReadOnlyList<MatchShare> shares)
    {
        foreach (var chip in shares.Where(s => s.Inside >= LeastInside))
        {
            int inside = shares.Where(s => s.ExtVer != chip.ExtVer).Sum(s => s.Inside), matched = shares.Where(s => s.ExtVer != chip.ExtVer).Sum(s => s.Matched);
            if (inside < LeastInside) continue;
            double expected = chip.Inside * (double)matched / inside;
            if (chip.Matched >= LeastShare * expected || LogAtMost(chip.Matched, expected) > LogChance) continue;
            return string.Create(CultureInfo.InvariantCulture,
                $"chip {chip.ExtVer} has {chip.Matched} matches where the other chips let expect {expected:F0}: its WCS, its sources or its catalog are wrong");
        }
        return null;
    }

    private static int InsideOf(ChipCatalog chip, double[] ra, double[] dec, double[] x, double[] y)
    {
        // The linear part is enough to count; it is far from the pole of the projection that sources behind the plane would come back.
        chip.Wcs.Linear.SkyToPixel(ra, dec, x, y);
        int count = 0;
        for (int i = 0; i < x.Length; i++)
            if (x[i] >= 1 && y[i] >= 1 && x[i] <= chip.Wcs.Width && y[i] <= chip.Wcs.Height) count++;
        return count;
    }

    /// <summary>log10 of the probability of at most n of a Poisson number of the given mean.</summary>
    private static double LogAtMost(int n, double mean)
    {
        double probability = MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(n + 1, mean);
        return probability > 0 ? Math.Log10(probability) : -300;
    }
}
