using System.Globalization;
using System.Text;

namespace HstNotebooks.Figures.Rendering;

/// <summary>Chooses tick marks at round numbers: 1, 2, 2.5 or 5 times a power of ten, or powers of ten on logarithmic axes.</summary>
internal static class TickMaker
{
    /// <summary>At most <paramref name="most"/> marks from one end of a linear axis to the other.</summary>
    public static IReadOnlyList<TickMark> Linear(double from, double to, int most)
    {
        double low = Math.Min(from, to), high = Math.Max(from, to);
        if (!(high > low) || !double.IsFinite(high - low)) return [new(low, Number(low, 1))];
        double step = NiceStep((high - low) / Math.Max(1, most));
        var marks = new List<TickMark>();
        for (double k = Math.Ceiling(low / step - 1e-9); k * step <= high + 1e-9 * step && marks.Count < 100; k++)
            marks.Add(new(k * step, Number(k * step, step)));
        return marks;
    }

    /// <summary>Marks of a logarithmic axis whose ends are given as values.</summary>
    public static IReadOnlyList<TickMark> Logarithmic(double from, double to, int most)
    {
        double low = Math.Log10(Math.Min(from, to)), high = Math.Log10(Math.Max(from, to));
        var marks = new List<TickMark>();
        if (high - low < 2)
        {
            for (int decade = (int)Math.Floor(low); decade <= high; decade++)
                foreach (double factor in (double[])[1, 2, 5])
                {
                    double value = factor * Math.Pow(10, decade);
                    if (Math.Log10(value) >= low - 1e-9 && Math.Log10(value) <= high + 1e-9) marks.Add(new(value, Number(value, value)));
                }
            if (marks.Count >= 2) return marks.Count <= most ? marks : [.. marks.Where(m => IsPower(m.Value))];
            return [.. Linear(Math.Min(from, to), Math.Max(from, to), most).Where(m => m.Value > 0)];
        }
        int stride = Math.Max(1, (int)Math.Ceiling((high - low) / Math.Max(1, most)));
        for (int decade = (int)Math.Ceiling(low - 1e-9); decade <= high + 1e-9; decade++)
            if (decade % stride == 0) marks.Add(new(Math.Pow(10, decade), Power(decade)));
        return marks;
    }

    private static bool IsPower(double value) => Math.Abs(Math.Log10(value) - Math.Round(Math.Log10(value))) < 1e-9;

    /// <summary>The smallest round step that is not below a width.</summary>
    internal static double NiceStep(double width)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        double part = width / power;
        return power * (part <= 1.0000001 ? 1 : part <= 2.0000001 ? 2 : part <= 2.5000001 ? 2.5 : part <= 5.0000001 ? 5 : 10);
    }

    /// <summary>A number with as many decimals as its step needs, with a true minus sign.</summary>
    internal static string Number(double value, double step)
    {
        if (Math.Abs(value) < 1e-9 * step) value = 0;
        double size = Math.Max(Math.Abs(value), step);
        string text;
        if (value != 0 && (size >= 1e6 || step < 1e-5))
        {
            int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
            int digits = Math.Clamp(exponent - (int)Math.Floor(Math.Log10(step) + 1e-9) + (IsHalfStep(step) ? 1 : 0), 0, 8);
            string mantissa = (value / Math.Pow(10, exponent)).ToString("F" + digits, CultureInfo.InvariantCulture);
            text = (mantissa == "1" ? "" : mantissa == "-1" ? "-" : mantissa + "×") + Power(exponent);
        }
        else
        {
            int decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9) + (IsHalfStep(step) ? 1 : 0), 0, 12);
            text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        }
        return text.Replace('-', '−');
    }

    private static bool IsHalfStep(double step)
    {
        double part = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
        return Math.Abs(part - 2.5) < 1e-6;
    }

    private static string Power(int exponent)
    {
        if (exponent is 0) return "1";
        if (exponent is 1) return "10";
        var text = new StringBuilder("10");
        foreach (char c in exponent.ToString(CultureInfo.InvariantCulture))
            text.Append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']);
        return text.ToString();
    }
}
