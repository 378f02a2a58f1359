using HstNotebooks.Alignment;

namespace HstNotebooks.Figures;

/// <summary>Writes the plots that <c>residplot</c> and <c>see2dplot</c> ask for, under DrizzlePac's names.</summary>
internal static class TweakRegPlots
{
    public static IReadOnlyList<string> Write(TweakRegResult result, string folder)
    {
        var written = new List<string>();
        var kind = result.Options.ResidPlot;
        foreach (var image in result.Images)
        {
            string root = Path.GetFileNameWithoutExtension(image.FileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? image.FileName[..^3] : image.FileName);
            if (image is { Fit: not null, Matches.RowCount: > 0 })
            {
                if (kind is ResidualPlots.Residuals or ResidualPlots.Both) Save("residuals_", root, image.Residuals(result.Options.YLimit));
                if (kind is ResidualPlots.Vector or ResidualPlots.Both) Save("vector_", root, image.Vectors());
            }
            if (result.Options.See2DPlot && image.Offset is not null) Save("hist2d_", root, image.Histogram2D());
        }
        return written;

        void Save(string prefix, string root, Figure figure)
        {
            string path = Path.Combine(folder, prefix + root + ".png");
            figure.Save(path);
            written.Add(path);
        }
    }
}
