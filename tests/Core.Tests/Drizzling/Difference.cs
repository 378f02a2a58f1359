using System.Globalization;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>How two images differ: part of pixels within a tolerance, percentiles, and where the worst pixels are.</summary>
internal sealed record Difference(int Pixels, int Beyond, double Median, double Percentile99, double Percentile999, double Worst, string Where)
{
    /// <summary>Compares |ours - golden| with tolerance x (|golden| + sigma) over the pixels that a condition selects.</summary>
    public static Difference Of((Image<float> Ours, Image<float> Golden) pair, double sigma, double tolerance, Func<int, bool>? use = null)
    {
        var (ours, golden) = pair;
        var relative = new List<(double Value, int Index)>();
        for (int i = 0; i < golden.Pixels.Length; i++)
        {
            if (use is not null && !use(i)) continue;
            float a = ours.Pixels[i], b = golden.Pixels[i];
            if (float.IsNaN(a) && float.IsNaN(b)) continue;
            double d = Math.Abs((double)a - b) / (Math.Abs((double)b) + sigma);
            relative.Add((double.IsNaN(d) ? double.PositiveInfinity : d, i));
        }
        relative.Sort();
        double At(double part) => relative.Count == 0 ? 0 : relative[Math.Min(relative.Count - 1, (int)(part * relative.Count))].Value;
        string where = string.Join("; ", relative.TakeLast(5).Select(r => string.Create(CultureInfo.InvariantCulture,
            $"(x {r.Index % golden.Width}, y {r.Index / golden.Width}) ours {ours.Pixels[r.Index]} golden {golden.Pixels[r.Index]}")));
        return new Difference(relative.Count, relative.Count(r => r.Value > tolerance), At(0.5), At(0.99), At(0.999), At(1), where);
    }

    /// <summary>Fails with a report unless at least this part of the pixels is within the tolerance.</summary>
    public void AssertWithin(double part) => Assert.True(Beyond <= (1 - part) * Pixels, ToString());

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Beyond} of {Pixels} pixels beyond the tolerance; relative difference 50 % {Median:G3}, 99 % {Percentile99:G3}, 99.9 % {Percentile999:G3}, worst {Worst:G3}: {Where}");
}
