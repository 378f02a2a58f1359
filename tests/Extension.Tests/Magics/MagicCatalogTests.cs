using HstNotebooks.Errors;
using HstNotebooks.Hosting;
using HstNotebooks.Magics;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Magics;

public sealed class MagicCatalogTests
{
    private static readonly Magic Sample = new("sample", "Does something.",
    [
        new("input", "the files", typeof(string), IsPositional: true, IsRequired: true),
        new("more", "other files", typeof(string[]), IsPositional: true),
        new("search_rad", "the radius", typeof(double), "1.0"),
        new("clean", "cleans", typeof(bool), "false"),
        new("kernel", "the kernel", typeof(string), "square", ["square", "point"], Section: "DRIZZLE"),
    ], (_, _, _) => Task.FromResult<object?>(null));

    private static string[] Parse(string line) => [.. MagicCatalog.Parse(Sample, line).Values.Select(v => $"{v.Key}={v.Value}")];

    [Fact]
    public void Flags_take_a_value_behind_a_blank_or_an_equals_sign() =>
        Assert.Equal(["input=a.fits", "search_rad=0.5", "kernel=point"], Parse("a.fits --search_rad 0.5 --kernel=point"));

    [Fact]
    public void Quotes_keep_blanks_together() =>
        Assert.Equal(["input=my file.fits", "kernel=a \"b\" c"], Parse("\"my file.fits\" --kernel 'a \"b\" c'"));

    [Fact]
    public void A_truth_flag_stands_alone_or_takes_a_truth_word() =>
        Assert.Equal(["clean=true", "input=a.fits", "clean=no"], Parse("--clean a.fits --clean no"));

    [Fact]
    public void Negative_numbers_are_values_and_no_flags() => Assert.Equal(["input=a", "search_rad=-0.5"], Parse("a --search-rad -0.5"));

    [Fact]
    public void Words_without_a_place_go_to_the_list() => Assert.Equal(["input=a", "more=b", "more=c"], Parse("a b c"));

    [Fact]
    public void Braces_insert_a_variable()
    {
        NotebookHost.Current = new FakeHost { Variables = { ["files"] = new[] { "a.fits", "b.fits" }, ["r"] = 0.25 } };
        Assert.Equal(["input=a.fits,b.fits", "search_rad=0.25", "kernel={x}"], Parse("{files} --search_rad {r} --kernel {{x}}"));
        var error = Assert.Throws<ParameterException>(() => Parse("{nothing}"));
        Assert.Contains("nothing", error.Message);
    }

    [Fact]
    public void A_variable_may_be_named_as_DotNet_Interactive_does()
    {
        NotebookHost.Current = new FakeHost { Variables = { ["r"] = 0.25 } };
        Assert.Equal(["input=@list", "search_rad=0.25"], Parse("@list --search_rad @csharp:r"));
        Assert.Throws<ParameterException>(() => Parse("a --search_rad @csharp:nothing"));
    }

    [Theory]
    [InlineData("a.fits --refcat @csharp:gaia")]
    [InlineData("a.fits --refcat {gaia}")]
    public void A_table_is_handed_on_by_its_name_to_a_parameter_that_takes_one(string line)
    {
        NotebookHost.Current = new FakeHost { Variables = { ["gaia"] = new Table([new TableColumn<double>("ra", [1])]) } };
        Assert.Equal("@csharp:gaia", MagicCatalog.Parse(MagicCatalog.Find("tweakreg")!, line).Find("refcat"));
        Assert.Equal("search_rad", Assert.Throws<ParameterException>(() => Parse(line.Replace("refcat", "search_rad", StringComparison.Ordinal))).Parameter);
    }

    [Fact]
    public void An_unknown_flag_is_refused_and_the_nearest_one_named()
    {
        var error = Assert.Throws<ParameterException>(() => Parse("a --serch_rad 1"));
        Assert.Equal("serch_rad", error.Parameter);
        Assert.Contains("--search_rad", error.Advice);
    }

    [Theory]
    [InlineData("a --kernel", "kernel")]
    [InlineData("--clean", "input")]
    public void A_missing_value_or_argument_is_named(string line, string parameter) =>
        Assert.Equal(parameter, Assert.Throws<ParameterException>(() => Parse(line)).Parameter);

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a {b")]
    [InlineData("a b}")]
    public void A_quote_or_brace_without_a_partner_is_refused(string line) => Assert.Throws<ParameterException>(() => Parse(line));

    [Theory]
    [InlineData("--help")]
    [InlineData("a -h --nonsense")]
    public void Help_wins_over_everything(string line) => Assert.Equal(["help=true"], Parse(line));

    [Fact]
    public void The_help_has_a_line_per_parameter()
    {
        string help = MagicCatalog.Help(Sample);
        foreach (var parameter in Sample.Parameters.Where(p => !p.IsPositional)) Assert.Contains("--" + parameter.Name, help);
        Assert.Contains("(square|point, default square)", help);
        Assert.Contains("usage: sample INPUT [MORE]", help);
    }

    [Fact]
    public void Every_magic_has_a_name_help_and_parameters_with_help_and_different_names()
    {
        Assert.NotEmpty(MagicCatalog.All);
        foreach (var magic in MagicCatalog.All)
        {
            Assert.Matches("^[a-z0-9_-]+$", magic.Name);
            Assert.EndsWith(".", magic.Description);
            Assert.All(magic.Parameters, p => Assert.NotEqual("", p.Help));
            Assert.Equal(magic.Parameters.Count, magic.Parameters.Select(p => p.Name.ToLowerInvariant()).Distinct().Count());
        }
        Assert.Equal("fitsinfo", MagicCatalog.Nearest("fitsinf"));
    }

    [Fact]
    public void The_first_word_of_headerlet_chooses_the_task()
    {
        var headerlet = MagicCatalog.Find("headerlet")!;
        Assert.Equal(["action=apply", "filename=a.fits", "hdrlet=b_hlet.fits"],
            MagicCatalog.Parse(headerlet, "apply a.fits --hdrlet b_hlet.fits").Values.Select(v => $"{v.Key}={v.Value}"));
        Assert.Same(MagicCatalog.Find("apply_headerlet"), headerlet.Action("apply"));
        foreach (string word in new[] { "write", "attach", "archive", "extract", "apply", "restore", "delete", "summary" })
            Assert.Contains($"  {word} ", MagicCatalog.Help(headerlet));
    }

    [Fact]
    public void A_word_that_headerlet_does_not_know_is_refused_and_the_nearest_named()
    {
        var headerlet = MagicCatalog.Find("headerlet")!;
        var unknown = Assert.Throws<ParameterException>(() => MagicCatalog.Parse(headerlet, "aply a.fits"));
        Assert.Contains("headerlet apply", unknown.Advice);
        Assert.Contains("summary", Assert.Throws<ParameterException>(() => MagicCatalog.Parse(headerlet, "")).Expected);
    }
}
