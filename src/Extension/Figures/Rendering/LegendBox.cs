using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>The legend of a panel: its entries and where it stands.</summary>
internal sealed record LegendBox(Rectangle Box, IReadOnlyList<FigureSeries> Entries)
{
    public const double LineHeight = 16, SampleWidth = 22, Padding = 6;

    /// <summary>The legend of a panel, or null where no series has a label or none is wanted.</summary>
    public static LegendBox? Of(PanelLayout layout)
    {
        var entries = layout.Panel.Series.Where(s => s.Label.Length > 0).ToList();
        if (entries.Count == 0 || layout.Panel.Legend == LegendPlace.None) return null;
        double width = 3 * Padding + SampleWidth + entries.Max(e => TrueTypeFont.Regular.Measure(e.Label, TextSize.Legend));
        double height = entries.Count * LineHeight + Padding;
        var place = layout.Panel.Legend == LegendPlace.Automatic ? Emptiest(layout, width, height) : layout.Panel.Legend;
        return new(BoxAt(layout.Box, place, width, height), entries);
    }

    private static Rectangle BoxAt(Rectangle box, LegendPlace place, double width, double height)
    {
        const double gap = 7;
        double x = place is LegendPlace.UpperLeft or LegendPlace.LowerLeft ? box.X + gap : box.Right - gap - width;
        double y = place is LegendPlace.UpperLeft or LegendPlace.UpperRight ? box.Y + gap : box.Bottom - gap - height;
        return new(x, y, width, height);
    }

    private static LegendPlace Emptiest(PanelLayout layout, double width, double height)
    {
        LegendPlace[] places = [LegendPlace.UpperRight, LegendPlace.UpperLeft, LegendPlace.LowerRight, LegendPlace.LowerLeft];
        return places.MinBy(p => Inside(layout, BoxAt(layout.Box, p, width, height)));
    }

    private static int Inside(PanelLayout layout, Rectangle box)
    {
        int count = 0;
        foreach (var series in layout.Panel.Series)
        {
            switch (series)
            {
                case ScatterSeries s: Count(s.X, s.Y); break;
                case LineSeries s: Count(s.X, s.Y); break;
                case VectorSeries s: Count(s.X, s.Y); break;
                case BarSeries s: Count([.. s.Edges.Take(s.Counts.Count)], s.Counts, below: true); break;
                case NoteSeries { Anchor: NoteAnchor.Panel } s:
                    double x = layout.Box.X + s.X * layout.Box.Width, y = layout.Box.Bottom - s.Y * layout.Box.Height;
                    if (x > box.X - 60 && x < box.Right + 20 && y > box.Y - 14 && y < box.Bottom + 14) count += 1000;
                    break;
            }
        }
        return count;

        void Count(IReadOnlyList<double> xs, IReadOnlyList<double> ys, bool below = false)
        {
            int stride = Math.Max(1, xs.Count / 5000);
            for (int i = 0; i < xs.Count; i += stride)
            {
                double x = layout.X.Map(xs[i]), y = layout.Y.Map(ys[i]);
                if (x >= box.X && x <= box.Right && (below ? y <= box.Bottom : y >= box.Y && y <= box.Bottom)) count++;
            }
        }
    }
}
