using HstNotebooks.Progress;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// Aligns the images one after the other: in the order given, or by overlap with a growing reference (facts: catalogs-and-regions 2.7).
/// </summary>
internal sealed class AlignmentSequence(TweakRegOptions options, SkyFrame frame, RunLog log, CancellationToken cancel)
{
    /// <summary>Matches and fits every image but the reference one.</summary>
    /// <param name="images">All images.</param>
    /// <param name="reference">What they are aligned to.</param>
    /// <param name="referenceImage">The image among them that is the reference; null for none.</param>
    /// <param name="expanded">The reference with the sources that were added to it.</param>
    public IReadOnlyDictionary<ImageCatalog, ImageMatch> Align(IReadOnlyList<ImageCatalog> images, ReferenceCatalog reference,
        ImageCatalog? referenceImage, out ReferenceCatalog expanded)
    {
        var waiting = images.Where(i => i != referenceImage).ToList();
        var results = new Dictionary<ImageCatalog, ImageMatch>();
        bool byOverlap = options.ExpandRefCat && !options.EnforceUserOrder;
        var failed = new List<ImageCatalog>();
        if (!options.ExpandRefCat)
        {
            var matches = new ImageMatch[waiting.Count];
            var target = reference;
            OverCores.For(waiting.Count, new ParallelOptions { CancellationToken = cancel },
                i => matches[i] = ImageMatcher.Match(waiting[i], target, frame, options, cancel));
            for (int i = 0; i < waiting.Count; i++) Keep(waiting[i], matches[i]);
            expanded = reference;
            return results;
        }
        while (waiting.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var image = byOverlap ? OverlapOrder.Next(waiting, reference, frame.Wcs) : waiting[0];
            waiting.Remove(image);
            var match = ImageMatcher.Match(image, reference, frame, options, cancel);
            Keep(image, match);
            if (!IsUsable(image, match))
            {
                failed.Add(image);
                continue;
            }
            reference = Expand(reference, image, match);
            // Those that failed get another chance with the larger reference.
            waiting.AddRange(failed);
            failed.Clear();
        }
        foreach (var image in failed) log.Warning("Unable to match " + image.FileName);
        expanded = reference;
        return results;

        void Keep(ImageCatalog image, ImageMatch match)
        {
            results[image] = match;
            RunLogText.Fit(log, image, reference, match);
        }
    }

    /// <summary>Only images whose alignment is good may add sources, or a wrong one would spoil those that follow.</summary>
    private bool IsUsable(ImageCatalog image, ImageMatch match) => match.Fit is not null && AlignmentJudge.Judge(image, match, frame, options).Verdict == AlignmentVerdict.Good;

    /// <summary>The sources of the image without a partner, brought onto the reference by the fit, are added.</summary>
    private ReferenceCatalog Expand(ReferenceCatalog reference, ImageCatalog image, ImageMatch match)
    {
        var matched = match.Pairs.Select(p => p.Image).ToHashSet();
        int[] added = [.. Enumerable.Range(0, image.Count).Where(i => !matched.Contains(i))];
        var positions = LinearTransform.Of(match.Fit!).Invert(match.ImagePositions.Take(added), frame.Wcs);
        double[] ra = new double[added.Length], dec = new double[added.Length];
        frame.Wcs.PixelToSky(positions.X, positions.Y, ra, dec);
        return reference.With(image.FileName, ra, dec, [.. added.Select(i => image.Flux[i])], [.. added.Select(i => image.X[i])], [.. added.Select(i => image.Y[i])]);
    }
}
