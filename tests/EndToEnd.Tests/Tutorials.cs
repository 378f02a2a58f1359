using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HstNotebooks.Tests;

/// <summary>The tutorials and what each shows when it has run, wherever it ran.</summary>
internal static class Tutorials
{
    private static readonly Dictionary<string, int> Pictures = new()
    {
        ["initialization"] = 4,
        ["align_to_catalogs"] = 7,
        ["drizzle_wfpc2"] = 4,
        ["when_alignment_fails"] = 8,
        ["drizzle_parameters"] = 8,
        ["drizzlepac_tasks"] = 2,
    };

    /// <summary>The names of all notebooks.</summary>
    public static TheoryData<string> Names => [.. Pictures.Keys];

    /// <summary>Where a tutorial is stored.</summary>
    public static string PathOf(string name) => Path.Combine(Checkout.Root, "notebooks", name + ".ipynb");

    /// <summary>No error, every code cell run, every picture there, and what the tutorial itself checks against its simulation is true.</summary>
    public static void ShouldShowWhatItPromises(string name, ExecutedNotebook notebook)
    {
        Assert.Equal("", notebook.Errors);
        Assert.All(notebook.CodeCells, c => Assert.NotEqual(JsonValueKind.Null, c.GetProperty("execution_count").ValueKind));
        Assert.Equal(Pictures[name], notebook.Count("image/png"));
        Assert.DoesNotContain("stopped after", notebook.Text, StringComparison.Ordinal);
        if (name == "align_to_catalogs") ShouldShowATrueAlignment(notebook);
    }

    /// <summary>
    /// For each of the six chips, headers that agree with the truth of the simulation. The catalog's errors of up to 1 mas, over 600 stars,
    /// leave 0.1 mas and a little more in the corners.
    /// </summary>
    public static void ShouldShowATrueAlignment(ExecutedNotebook notebook)
    {
        Assert.Equal(3, Regex.Count(notebook.Text, "number of Gaia matches = [5-9][0-9][0-9]"));
        var worst = Regex.Matches(notebook.Text, @"^ibwb01x[qrx]q_flc\.fits +[12] +-?[0-9.]+ +-?[0-9.]+ +([0-9.]+)$", RegexOptions.Multiline);
        Assert.Equal(6, worst.Count);
        Assert.All(worst, w => Assert.InRange(double.Parse(w.Groups[1].Value, CultureInfo.InvariantCulture), 0, 0.6));
    }
}
