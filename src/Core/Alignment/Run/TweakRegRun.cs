using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Progress;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>One run of TweakReg, step by step: sources, reference, matching and fitting, headers, products.</summary>
internal sealed class TweakRegRun(IReadOnlyList<string> files, TweakRegOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
{
    private readonly ProductFiles products = new(options.OutputFolder);
    private readonly RunLog log = new();

    /// <summary>Does everything. The log is written also where a step fails.</summary>
    public TweakRegResult Execute()
    {
        if (options.RunFile.Trim().Length > 0) AtomicFile.RequireWritable(products.PathOf(options.RunFile), "runfile");
        log.Info("TweakReg started at: " + DateTime.Now.ToString("HH:mm:ss.fff (dd/MM/yyyy)", System.Globalization.CultureInfo.InvariantCulture));
        RunLogText.Parameters(log, options);
        try
        {
            var result = Align();
            log.Save(options.RunFile, products);
            return result with { Products = products.Written };
        }
        catch (HstException e)
        {
            log.Warning(e.ToShortBlock());
            log.Save(options.RunFile, products);
            throw;
        }
    }

    private TweakRegResult Align()
    {
        ParameterCheck.Check(options);
        HeaderUpdates.CheckBefore(files, options);
        HeaderletProducts.CheckBefore(files, options, products);
        if (options.UpdateWcs) HeaderUpdates.RunUpdateWcs(files, log, cancel);

        log.Info("Finding shifts for: ");
        foreach (string file in files) log.Info("    " + Path.GetFileName(file));
        var images = CollectSources();
        progress?.Report(new TaskProgress("reading the reference", 0.82));
        var (frame, reference, referenceImage) = FindReference(images);
        RunLogText.Plane(log, reference.Name, frame);

        progress?.Report(new TaskProgress("matching and fitting", 0.85));
        var matches = new AlignmentSequence(options, frame, log, cancel).Align(images, reference, referenceImage, out var expanded);
        var alignments = VisitAgreement.Apply([.. images.Select(image =>
            ImageAlignmentBuilder.Build(image, image == referenceImage ? null : matches.GetValueOrDefault(image), frame, options))], frame.Wcs.PixelScale);
        alignments = MutualAgreement.Apply(images, matches, alignments, frame.Wcs);
        foreach (var alignment in alignments) RunLogText.Verdict(log, alignment);

        progress?.Report(new TaskProgress("updating headers", 0.93));
        if (options.UpdateHdr) alignments = [.. alignments.Select(a => UpdateHeader(a, frame, reference.Name))];
        WriteProducts(images, matches, alignments, frame, expanded);
        return new TweakRegResult
        {
            Images = alignments,
            ReferenceFrame = frame,
            ReferenceName = reference.Name,
            ReferenceSources = ResultTables.Reference(expanded, frame.Wcs),
            Options = options,
            Products = [],
            Shifts = ResultTables.Shifts(alignments),
        };
    }

    private IReadOnlyList<ImageCatalog> CollectSources()
    {
        var exposures = new List<Exposure>();
        try
        {
            foreach (string file in files) exposures.Add(Exposure.Open(file));
            var images = new SourceCollector(options, progress, cancel).Collect(exposures);
            bool areFound = options.CatFile.IsEmpty;
            for (int i = 0; i < images.Count; i++) RunLogText.Sources(log, images[i], areFound);
            if (!options.WriteCat || !areFound) return images;
            images = [.. images.Select(image => CatalogWriter.WriteSources(image, products))];
            CatalogWriter.WriteList(images, products);
            return images;
        }
        finally
        {
            exposures.ForEach(e => e.Dispose());
        }
    }

    /// <summary>The plane, the sources to align to, and the input that serves as reference, where one does (facts: catalogs-and-regions 2.5).</summary>
    private (SkyFrame Frame, ReferenceCatalog Reference, ImageCatalog? Image) FindReference(IReadOnlyList<ImageCatalog> images)
    {
        bool hasImage = options.RefImage.Length > 0, hasCatalog = !options.RefCat.IsEmpty;
        var frame = hasImage ? ReferenceImage.ReadFrame(options.RefImage) : OutputFrame.FromChips([.. images.SelectMany(i => i.Chips).Select(c => c.Wcs)]);
        if (hasCatalog) return (frame, ReferenceCatalogReader.Read(options, frame.Wcs), null);
        if (hasImage) return (frame, ReferenceCatalog.FromImage(ReferenceImage.FindSources(options.RefImage, options, cancel)), null);
        if (images.Count < 2)
        {
            throw new InputException("one image alone cannot be aligned to itself")
            { File = images[0].Path, Parameter = "input", Advice = "give a reference catalog (refcat), a reference image (refimage), or more images" };
        }
        var first = OverlapOrder.ReferenceOf(images, frame.Wcs, options);
        if (first.Count == 0)
            throw new InputException("no source was found in the reference image") { File = first.Path, Advice = "lower threshold, or name another image as refimage" };
        return (frame, ReferenceCatalog.FromImage(first), first);
    }

    private ImageAlignment UpdateHeader(ImageAlignment alignment, SkyFrame frame, string reference)
    {
        cancel.ThrowIfCancellationRequested();
        return HeaderUpdates.Apply(alignment, frame, reference, options, log, products);
    }

    private void WriteProducts(IReadOnlyList<ImageCatalog> images, IReadOnlyDictionary<ImageCatalog, ImageMatch> matches,
        IReadOnlyList<ImageAlignment> alignments, SkyFrame frame, ReferenceCatalog expanded)
    {
        var temporary = new List<string>();
        if (options.WriteCat)
        {
            foreach (var image in images)
            {
                CatalogWriter.WriteSky(image, products);
                var positions = matches.TryGetValue(image, out var match) ? match.ImagePositions : image.Project(frame.Wcs);
                CatalogWriter.WriteReferencePixels(image, positions, products);
                if (match is { Pairs.Count: > 0 }) MatchWriter.WriteMatches(image, match, products);
                if (match?.Fit is not null) MatchWriter.WriteFit(image, match, frame.Wcs, products);
            }
            if (options.ExpandRefCat) CatalogWriter.WriteCumulative(expanded, products);
            temporary.AddRange(products.Written);
        }
        if (options.ShiftFile)
        {
            ShiftFileWriter.Write(options, frame, alignments, products);
            log.Info("Writing out shiftfile : " + options.OutShifts);
        }
        if (options.Clean) products.Remove([.. temporary.Where(name => name.EndsWith(".coo", StringComparison.Ordinal) || name.EndsWith(".match", StringComparison.Ordinal) || name.EndsWith(".list", StringComparison.Ordinal))]);
    }
}
