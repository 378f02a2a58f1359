using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Makes headerlets of the solutions of TweakReg (parameters of the section HEADERLET CREATION).</summary>
internal static class HeaderletProducts
{
    /// <summary>The file of an image's headerlet: hdrfile itself, or <c>root_hdrfile_hlet.fits</c>, or <c>root_hlet.fits</c>.</summary>
    public static string NameOf(string imagePath, TweakRegOptions options)
    {
        string output = options.HdrFile.Trim();
        if (output.EndsWith(".fits", StringComparison.OrdinalIgnoreCase)) return output;
        string root = Path.GetFileNameWithoutExtension(imagePath);
        return output.Length == 0 ? root + "_hlet.fits" : $"{root}_{output}_hlet.fits";
    }

    /// <summary>Refuses names that cannot be used, before any work is done.</summary>
    /// <exception cref="InputException">A headerlet file exists already, or several images would share one.</exception>
    public static void CheckBefore(IReadOnlyList<string> files, TweakRegOptions options, ProductFiles products)
    {
        if (!options.Headerlet || !options.UpdateHdr) return;
        if (options.History.Length > 0) InputException.ThrowIfMissing(options.History, "history", "history file");
        if (files.Count > 1 && options.HdrFile.Trim().EndsWith(".fits", StringComparison.OrdinalIgnoreCase))
            throw new ParameterException("one headerlet file cannot hold the solutions of several images") { Parameter = "hdrfile", Advice = "give a word without .fits: each file gets the root of its image in front" };
        foreach (string file in files)
        {
            string path = products.PathOf(NameOf(file, options));
            if (!options.Clobber && File.Exists(path)) throw new InputException("the headerlet file exists already") { File = path, Parameter = "clobber", Advice = "set clobber yes, or choose another hdrfile" };
        }
    }

    /// <summary>The headerlet of the primary WCS of an open file; attached to it where that is asked for.</summary>
    public static Headerlet Make(FitsFile file, ImageAlignment image, string reference, TweakRegOptions options)
    {
        var headerlet = HeaderletBuilder.Create(file, new HeaderletContent
        {
            HdrName = options.HdrName.Length > 0 ? options.HdrName : HeaderUpdates.NameOf(options),
            Author = options.Author,
            Description = options.Descrip,
            Catalog = options.Catalog.Length > 0 ? options.Catalog : reference,
            MatchCount = image.Fit?.Count,
            History = options.History.Length > 0 ? File.ReadAllLines(options.History) : [],
        });
        if (options.Attach) AttachedHeaderlets.Attach(file, headerlet);
        return headerlet;
    }
}
