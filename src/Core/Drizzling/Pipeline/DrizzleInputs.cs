using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>Resolves the input of a run: files, wildcards, lists with inverse variance maps, association tables.</summary>
/// <param name="Files">The inputs in order.</param>
/// <param name="Product">Root of the product that an association names, or null.</param>
internal sealed record DrizzleInputs(IReadOnlyList<DrizzleInput> Files, string? Product = null)
{
    // The best calibrated form of a member, first to last.
    private static readonly string[] Suffixes = ["_flc.fits", "_flt.fits", "_c0m.fits", "_c0f.fits", "_crj.fits", "_sfl.fits"];

    public static DrizzleInputs Resolve(string input)
    {
        input = input.Trim();
        if (input.StartsWith('@') && !input.Contains(',')) return new DrizzleInputs(FromList(input[1..]));
        var files = InputFiles.Resolve(input);
        return files.Count == 1 && IsAssociation(files[0]) ? FromAssociation(files[0]) : new DrizzleInputs([.. files.Select(f => new DrizzleInput(f))]);
    }

    private static bool IsAssociation(string path) =>
        path.EndsWith("_asn.fits", StringComparison.OrdinalIgnoreCase) || path.EndsWith("_asc.fits", StringComparison.OrdinalIgnoreCase);

    private static List<DrizzleInput> FromList(string path)
    {
        InputFiles.Resolve("@" + path);
        var inputs = new List<DrizzleInput>();
        foreach (string raw in File.ReadLines(path))
        {
            string[] parts = raw.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 0) inputs.Add(new DrizzleInput(parts[0], parts.Length > 1 ? parts[1] : null));
        }
        return inputs;
    }

    private static DrizzleInputs FromAssociation(string path)
    {
        using var file = FitsFile.Open(path);
        if (file.Hdus.OfType<TableHdu>().FirstOrDefault() is not { } hdu)
            throw new InputException("the association file has no table") { File = path, Parameter = "input" };
        var table = hdu.ReadTable();
        string[] names = table.Strings("MEMNAME"), types = table.Strings("MEMTYPE");
        string folder = Path.GetDirectoryName(path) ?? "";
        var inputs = new List<DrizzleInput>();
        string? product = null;
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i].Trim().ToLowerInvariant(), type = types[i].Trim().ToUpperInvariant();
            if (type.StartsWith("PROD", StringComparison.Ordinal))
            {
                product ??= name;
                continue;
            }
            string? member = Suffixes.Select(s => Path.Combine(folder, name + s)).FirstOrDefault(File.Exists);
            inputs.Add(new DrizzleInput(member ?? throw new InputException($"the member {name} of the association is not there")
            { File = path, Row = i + 1, Advice = $"fetch {name}_flc.fits or {name}_flt.fits into the same folder" }));
        }
        return new DrizzleInputs(inputs, product);
    }
}
