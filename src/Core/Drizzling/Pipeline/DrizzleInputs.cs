using HstNotebooks.Exposures;

namespace HstNotebooks.Drizzling;

/// <summary>Resolves the input of a run: files, wildcards, lists with inverse variance maps, association tables.</summary>
/// <param name="Files">The inputs in order.</param>
/// <param name="Product">Root of the product that an association names, or null.</param>
internal sealed record DrizzleInputs(IReadOnlyList<DrizzleInput> Files, string? Product = null)
{
    public static DrizzleInputs Resolve(string input)
    {
        input = input.Trim();
        if (input.StartsWith('@') && !input.Contains(',')) return new DrizzleInputs(FromList(input[1..]));
        var files = InputFiles.Resolve(input);
        string product = Association.IsNamedLikeOne(input) && File.Exists(input) ? Association.Read(input).Product : "";
        return new DrizzleInputs([.. files.Select(f => new DrizzleInput(f))], product.Length > 0 ? product : null);
    }

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
}
