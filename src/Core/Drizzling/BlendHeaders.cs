using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>Writes the headers of a drizzled file anew, blended from the exposures that went into it (the task blendheaders).</summary>
public static class BlendHeaders
{
    /// <summary>Keywords that the drizzled file keeps.</summary>
    private static bool IsOwn(string keyword) => keyword.StartsWith("NAXIS", StringComparison.Ordinal) || keyword.StartsWith("EXP", StringComparison.Ordinal)
        || keyword is "SIMPLE" or "XTENSION" or "BITPIX" or "PCOUNT" or "GCOUNT" or "EXTEND" or "EXTNAME" or "EXTVER" or "ROOTNAME" or "FILENAME" or "WCSAXES" or "WCSNAME"
            or "RADESYS" or "ORIENTAT" or "VAFACTOR" or "TEXPTIME" or "BSCALE" or "BZERO"
        || (keyword.Length > 3 && keyword[..2] is "CR" or "CT" or "CU" or "CD" && keyword.Any(char.IsAsciiDigit) && !keyword.StartsWith("CCD", StringComparison.Ordinal));

    /// <summary>Blends the headers and appends or replaces HDRTAB.</summary>
    /// <param name="drzFile">The drizzled file; changed atomically, unless <see cref="BlendHeadersOptions.Output"/> names another one.</param>
    /// <param name="options">Parameters; null = DrizzlePac's defaults.</param>
    /// <exception cref="InputException">No inputs are named, or one is missing.</exception>
    public static BlendHeadersResult Run(string drzFile, BlendHeadersOptions? options = null)
    {
        options ??= new();
        BlendHeadersResult? result = null;
        if (options.Output.Length == 0)
        {
            FitsFile.Update(drzFile, file => result = Blend(file, drzFile, options));
            return result!;
        }
        using var copy = FitsFile.Open(drzFile);
        result = Blend(copy, drzFile, options);
        copy.Save(options.Output);
        return result with { Path = options.Output };
    }

    private static BlendHeadersResult Blend(FitsFile file, string path, BlendHeadersOptions options)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        IReadOnlyList<string> inputs = options.Inputs.Length > 0 ? Named(options.Inputs) : DrizzledInputs.Of(file.PrimaryHeader);
        if (inputs.Count == 0)
            throw new InputException("the file does not say what was drizzled") { File = path, Keyword = "D001DATA", Parameter = "inputs", Advice = "name the inputs, as a.fits[sci,1],a.fits[sci,2]" };
        var chips = inputs.SelectMany(i => ReadChips(i, folder, options)).ToList();
        var rules = options.RulesFile.Length > 0 ? HeaderRules.Read(options.RulesFile)
            : HeaderRules.Merge([.. chips.Select(c => c.Primary.FindString("INSTRUME")?.Trim() ?? "").Distinct().Select(i => HeaderRules.Find(i, folder))]);
        var blended = HeaderBlender.Blend(chips, rules);
        bool simple = file.Find("SCI") is null;
        Replace(file.Hdus[0].Header, simple ? ProductHeader.Concatenate(blended.Primary, blended.Science) : blended.Primary);
        foreach (var (name, header) in (ReadOnlySpan<(string, FitsHeader)>)[("SCI", blended.Science), ("WHT", blended.Weight), ("CTX", blended.Context)])
            if (file.Find(name) is { } hdu) Replace(hdu.Header, header);
        if (file.Find("HDRTAB") is { } old) file.Remove(old);
        file.Add(TableHdu.Create(blended.Table, "HDRTAB"));
        file.PrimaryHeader.Set("NEXTEND", (long)file.Hdus.Count - 1);
        return new(path, inputs, blended.Table);
    }

    /// <summary>The names of a comma list; the comma inside brackets belongs to the name.</summary>
    internal static IReadOnlyList<string> Named(string list) => [.. InputFiles.CommaOutsideBrackets().Split(list).Select(n => n.Trim()).Where(n => n.Length > 0)];

    /// <summary>The headers of a chip, or of all chips where no extension is named.</summary>
    private static IEnumerable<ChipHeaders> ReadChips(string name, string folder, BlendHeadersOptions options)
    {
        var wanted = FitsName.Parse(name);
        // Names of the user's are those of the working directory, names of the header stand beside the product; each is looked for in both.
        string beside = Path.Combine(folder, wanted.Path), path = (options.Inputs.Length > 0 || !File.Exists(beside)) && File.Exists(wanted.Path) ? wanted.Path : beside;
        InputException.ThrowIfMissing(path, "inputs", "exposure");
        using var file = FitsFile.Open(path);
        string science = options.SciExt.Trim();
        int[] versions = wanted.HasExtension ? [file.Find(wanted).Version] : [.. file.Hdus.Where(h => h.Name.Equals(science, StringComparison.OrdinalIgnoreCase)).Select(h => h.Version)];
        if (versions.Length == 0) throw new InputException($"the exposure has no extension {science}") { File = path, Parameter = "sciext" };
        return [.. versions.Select(v => ChipHeaders.Read(file, v, science, options.ErrExt.Trim(), options.DqExt.Trim()))];
    }

    /// <summary>Sets the blended cards in a header, except those that belong to the product; keywords of the product alone stay.</summary>
    private static void Replace(FitsHeader header, FitsHeader blended)
    {
        FrameHeader.RemoveDistortion(blended);
        header.RemoveWhere(card => card.Keyword == "HISTORY");
        foreach (var card in blended.Cards)
        {
            if (card.Keyword.Length == 0 || card.Keyword == "COMMENT" || IsOwn(card.Keyword)) continue;
            if (card.Keyword == "HISTORY") header.AddHistory(card.Value as string ?? "");
            else header.Set(card.Keyword, card.Value, card.Comment);
        }
    }
}
