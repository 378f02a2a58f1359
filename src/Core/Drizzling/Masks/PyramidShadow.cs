using HstNotebooks.Exposures;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The shadow of WFPC2's pyramid, which hides the first rows and columns of each chip. It is masked where the data quality is not looked at (bits None);
/// else the data quality knows it. The limits are those that DrizzlePac's polynomials give (facts: astrodrizzle-pipeline 7.4).
/// </summary>
internal static class PyramidShadow
{
    private const int FullSize = 800;

    // Good if i + 0.5 - (a + b i + c i^2) >= 1, with i the row, then the column, 0-based; PC, WF2, WF3, WF4.
    private static readonly (double A, double B, double C)[] Rows = [(52.20921, 0.009072887, -9.941337e-6), (21.77283, 0.01842164, -1.398300e-5), (44.18944, 0.0138938, -1.412296e-5), (44.56632, 0.003509023, -1.278723e-5)];
    private static readonly (double A, double B, double C)[] Columns = [(42.62779, 0.009122855, -1.106709e-5), (47.68184, 0.00265608, -1.468158e-5), (30.23626, 0.008156041, -1.491324e-5), (40.91462, 0.01273679, -1.063462e-5)];

    /// <summary>Masks the shadow of a chip of full size, or binned by two; a part of a chip is left as it is.</summary>
    public static void Apply(Chip chip, Image<byte> mask)
    {
        int binning = FullSize / Math.Max(1, mask.Width);
        if (mask.Width != mask.Height || binning is not (1 or 2) || binning * mask.Width != FullSize || chip.Header.FindInt("DETECTOR") is not (>= 1 and <= 4 and var number)) return;
        int row = First(Rows[number - 1], binning), column = First(Columns[number - 1], binning);
        for (int y = 0; y < mask.Height; y++) mask.Row(y)[..(y < row ? mask.Width : column)].Clear();
    }

    private static int First((double A, double B, double C) limit, int binning)
    {
        int i = 0;
        while (i + 0.5 - (limit.A + limit.B * i + limit.C * i * i) < 1) i++;
        return (i + binning - 1) / binning;
    }
}
