namespace HstNotebooks.Figures.Rendering;

/// <summary>The range of values that an axis shows when the user sets none.</summary>
internal static class DataRange
{
    /// <summary>Limits of the x axis of a panel.</summary>
    public static (double From, double To) OfX(Panel panel) => Of(panel, panel.X, isX: true);

    /// <summary>Limits of the y axis of a panel.</summary>
    public static (double From, double To) OfY(Panel panel) => Of(panel, panel.Y, isX: false);

    private static (double From, double To) Of(Panel panel, Axis axis, bool isX)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        bool tight = false, fromZero = false;
        foreach (var series in panel.Series)
        {
            switch (series)
            {
                case ScatterSeries s: Extend(isX ? s.X : s.Y); break;
                case LineSeries s: Extend(isX ? s.X : s.Y); break;
                case VectorSeries s: Extend(isX ? s.X : s.Y); break;
                case BarSeries s when isX: Extend([s.Edges[0], s.Edges[^1]]); break;
                case BarSeries s: Extend(s.Counts); Extend([axis.IsLogarithmic ? 0.7 : 0]); fromZero = true; break;
                case ImageSeries s: Extend(isX ? [s.Left, s.Right] : [s.Bottom, s.Top]); tight = true; break;
                case NoteSeries { Anchor: NoteAnchor.Data } s: Extend([isX ? s.X : s.Y]); break;
            }
        }
        if (tight && panel.Series.OfType<ImageSeries>().First() is var image)
            (low, high) = isX ? (Math.Min(image.Left, image.Right), Math.Max(image.Left, image.Right)) : (Math.Min(image.Bottom, image.Top), Math.Max(image.Bottom, image.Top));
        if (low > high) (low, high) = axis.IsLogarithmic ? (1, 10) : (0, 1);
        if (low == high) (low, high) = axis.IsLogarithmic ? (low / 2, high * 2) : (low - Math.Max(0.5, Math.Abs(low) * 0.01), high + Math.Max(0.5, Math.Abs(high) * 0.01));
        if (!tight) (low, high) = Widen(low, high, axis.IsLogarithmic, fromZero);
        return (axis.From ?? low, axis.To ?? high);

        void Extend(IReadOnlyList<double> values)
        {
            foreach (double v in values)
            {
                if (!double.IsFinite(v) || axis.IsLogarithmic && v <= 0) continue;
                low = Math.Min(low, v);
                high = Math.Max(high, v);
            }
        }
    }

    private static (double Low, double High) Widen(double low, double high, bool logarithmic, bool fromZero)
    {
        if (logarithmic)
        {
            double factor = Math.Pow(high / low, 0.04);
            return (fromZero ? low : low / factor, high * factor);
        }
        double margin = 0.04 * (high - low);
        return (fromZero && low == 0 ? 0 : low - margin, high + margin);
    }
}
