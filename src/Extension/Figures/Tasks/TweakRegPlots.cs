using HstNotebooks.Alignment;

namespace HstNotebooks.Figures;

/// <summary>Writes the plots that <c>residplot</c> and <c>see2dplot</c> ask for, under DrizzlePac's names.</summary>
internal static class TweakRegPlots
{
    private static readonly int UsualLabelSize = new TweakRegOptions().LabelSize;

    public static IReadOnlyList<string> Write(TweakRegResult result, string folder)
    {
        var plots = new List<(string Path, Func<Figure> Draw)>();
        var kind = result.Options.ResidPlot;
        foreach (var image in result.Images)
        {
            string root = Path.GetFileNameWithoutExtension(image.FileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? image.FileName[..^3] : image.FileName);
            if (image is { Fit: not null, Matches.RowCount: > 0 })
            {
                if (kind is ResidualPlots.Residuals or ResidualPlots.Both) Add("residuals_", root, () => image.Residuals(result.Options.YLimit));
                if (kind is ResidualPlots.Vector or ResidualPlots.Both) Add("vector_", root, image.Vectors);
            }
            if (result.Options.See2DPlot && image.Offset is not null) Add("hist2d_", root, image.Histogram2D);
        }
        Parallel.ForEach(plots, plot => WithLabels(plot.Draw(), result.Options.LabelSize).Save(plot.Path));
        return [.. plots.Select(p => p.Path)];

        void Add(string prefix, string root, Func<Figure> draw) => plots.Add((Path.Combine(folder, prefix + root + ".png"), draw));
    }

    /// <summary>Labels of another size than the usual one: the figure is laid out on fewer or more points, and the picture keeps its pixels.</summary>
    private static Figure WithLabels(Figure figure, int size)
    {
        double factor = Math.Clamp(size, 4, 24) / (double)UsualLabelSize;
        if (factor == 1) return figure;
        figure.PngScale *= factor;
        return figure.WithSize((int)Math.Round(figure.Width / factor), (int)Math.Round(figure.Height / factor));
    }
}
