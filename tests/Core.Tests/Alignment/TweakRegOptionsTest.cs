using System.Text;
using System.Text.RegularExpressions;
using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Parameters;
using HstNotebooks.Tests.Parameters;

namespace HstNotebooks.Tests.Alignment;

/// <summary>The parameters of TweakReg against DrizzlePac's table, and their page in the documentation.</summary>
public class TweakRegOptionsTest
{
    private static readonly IReadOnlyDictionary<string, ParameterDescription> Ours = ParameterSet.Describe<TweakRegOptions>().ToDictionary(p => p.Name);

    /// <summary>Where our default differs on purpose.</summary>
    private static readonly Dictionary<string, string> OtherDefaults = new() { ["interactive"] = "False" };

    [Fact]
    public void Every_parameter_of_the_reference_is_there_with_its_default_and_choices()
    {
        ReferenceParameter[] expected = [.. ReferenceParameter.Of("tweakreg", "imagefindpars", "refimagefindpars")
            .Select(p => OtherDefaults.TryGetValue(p.Name, out string? other) ? p with { Default = other } : p)];
        Assert.Empty(expected.SelectMany(p => p.Differences(Ours.GetValueOrDefault(p.Task == "refimagefindpars" ? "ref_" + p.Name : p.Name))));
        Assert.True(expected.Length > 80, $"only {expected.Length} parameters in the table");
    }

    [Fact]
    public void Every_parameter_is_used_by_the_program()
    {
        // A parameter that nothing reads would be a promise not kept. What the plots are to be like only the figures read.
        string[] folders = [Path.Combine("Core", "Alignment"), Path.Combine("Core", "Detection"), Path.Combine("Extension", "Figures")];
        string source = string.Join('\n', folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src", folder), "*.cs", SearchOption.AllDirectories))
            .Where(f => !Path.GetFileName(f).StartsWith("TweakRegOptions", StringComparison.Ordinal) && Path.GetFileName(f) != "SourceFindingOptions.cs").Select(File.ReadAllText));
        foreach (var type in (Type[])[typeof(TweakRegOptions), typeof(HstNotebooks.Detection.SourceFindingOptions)])
        {
            foreach (var property in type.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute), false)))
                Assert.True(Regex.IsMatch(source, $@"\b(o|[oO]ptions|finding)\.{property.Name}\b"), $"nothing reads {property.Name}");
        }
    }

    [Fact]
    public void An_unknown_parameter_names_the_nearest_one()
    {
        var error = Assert.Throws<ParameterException>(() => ParameterSet.Bind<TweakRegOptions>([new("serchrad", "1")]));
        Assert.Contains("searchrad", error.Advice);
    }

    [Theory]
    [InlineData("searchrad", "auto")]
    [InlineData("searchrad", "2.5")]
    [InlineData("threshold", "auto")]
    [InlineData("threshold", "None")]
    [InlineData("ref_threshold", "200.5")]
    [InlineData("residplot", "No plot")]
    [InlineData("fitgeometry", "general")]
    [InlineData("fitgeometry", "auto")]
    [InlineData("fluxunits", "mag")]
    [InlineData("minobj", "5")]
    [InlineData("refcat", "gaia.cat")]
    public void Values_survive_text_and_back(string name, string text)
    {
        var options = ParameterSet.Bind<TweakRegOptions>([new(name, text)]);
        var again = ParameterSet.Bind<TweakRegOptions>(ParameterSet.Differences(options));
        Assert.Equal(options, again);
        Assert.Equal(text.ToLowerInvariant(), ParameterSet.Differences(options)[name].ToLowerInvariant());
    }

    [Theory]
    [InlineData("searchrad", "far")]
    [InlineData("searchrad", "-1")]
    [InlineData("minobj", "0")]
    [InlineData("fitgeometry", "cubic")]
    [InlineData("ratio", "2")]
    public void Values_out_of_range_are_refused(string name, string text) =>
        Assert.Equal(name, Assert.Throws<ParameterException>(() => ParameterSet.Bind<TweakRegOptions>([new(name, text)])).Parameter);

    [Fact]
    public void A_parameter_file_is_read_and_what_is_given_wins()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "_task_name_ = tweakreg\nrefcat = \"a.cat\"\n[OBJECT MATCHING PARAMETERS]\nsearchrad = 3.0\nminobj = 7\n");
        var options = ParameterSet.Bind<TweakRegOptions>([new("minobj", "9"), new("configobj", path)]);
        File.Delete(path);
        Assert.Equal(("a.cat", 3.0, 9), (options.RefCat.Path, options.SearchRad.Value, options.MinObj));
    }

    [Fact]
    public void An_unknown_key_of_a_parameter_file_is_named_with_its_line()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "_task_name_ = tweakreg\nrefcat = a.cat\n[OBJECT MATCHING PARAMETERS]\nserchrad = 3.0\n");
        var error = Assert.Throws<ParameterException>(() => ParameterSet.Bind<TweakRegOptions>([new("configobj", path)]));
        File.Delete(path);
        Assert.Equal((path, 4, "serchrad"), (error.File, error.Row, error.Parameter));
        Assert.Contains("searchrad", error.Advice);
    }

    [Fact]
    public void The_page_of_the_documentation_lists_every_parameter_as_it_is()
    {
        // Set UPDATE_DOCS=1 to write the table anew.
        string path = Path.Combine(Checkout.Root, "docs", "tweakreg.md");
        const string start = "<!-- parameters: generated -->\n", end = "<!-- end of parameters -->";
        string page = File.ReadAllText(path);
        int from = page.IndexOf(start, StringComparison.Ordinal) + start.Length, to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= start.Length && to >= from, "the marks around the table are missing");
        string table = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(path, page[..from] + table + page[to..]);
        else Assert.Equal(table, page[from..to].Replace("\r", "", StringComparison.Ordinal));
    }

    private static string Table()
    {
        var text = new StringBuilder();
        var sections = ParameterSet.Describe<TweakRegOptions>().Where(p => !p.Name.StartsWith("ref_", StringComparison.Ordinal)).GroupBy(p => p.Section).ToList();
        string[] order = ["", "COORDINATE FILE DESCRIPTION", "REFERENCE CATALOG DESCRIPTION", "OBJECT MATCHING PARAMETERS", "CATALOG FITTING PARAMETERS", "UPDATE HEADER", "OPTIONAL SHIFTFILE OUTPUT", "HEADERLET CREATION"];
        Assert.Equal(order.Order(), sections.Select(s => s.Key).Order());
        foreach (var section in sections.OrderBy(s => Array.IndexOf(order, s.Key)))
        {
            text.Append($"\n### {(section.Key.Length == 0 ? "Images, reference and source finding" : section.Key)}\n\n| parameter | default | unit | meaning |\n|---|---|---|---|\n");
            foreach (var p in section)
            {
                string choices = p.Choices.Count > 0 ? $" One of {string.Join(", ", p.Choices)}." : "";
                string value = ParameterSet.FormatValue(p.Default);
                text.Append($"| `{p.Name}` | {(value.Length == 0 ? "(empty)" : $"`{value}`")} | {p.Unit} | {p.Help.Replace("|", "\\|")}{choices} |\n");
            }
        }
        return text.ToString();
    }
}
