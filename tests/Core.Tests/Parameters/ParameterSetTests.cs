using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tests.Parameters;

public sealed class ParameterSetTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private enum Geometry { Shift, RScale }

    private sealed record Finding
    {
        [Parameter("threshold", "Detection threshold", Unit = "sigma", Min = 0)]
        public double Threshold { get; init; } = 4;
    }

    private sealed record Options
    {
        [Parameter("searchrad", "Search radius", Min = 0, Max = 100)]
        public double SearchRad { get; init; } = 1;
        [Parameter("nclip", "Rounds")]
        public int NClip { get; init; } = 3;
        [Parameter("ylimit", "Plot limit")]
        public double? YLimit { get; init; }
        [Parameter("updatehdr", "Update headers")]
        public bool UpdateHdr { get; init; }
        [Parameter("fitgeometry", "Geometry")]
        public Geometry FitGeometry { get; init; } = Geometry.RScale;
        [Parameter("xyunits", "Units", Choices = "pixels|degrees")]
        public string XYUnits { get; init; } = "pixels";
        [ParameterGroup]
        public Finding Image { get; init; } = new();
        [ParameterGroup("ref_")]
        public Finding Reference { get; init; } = new();
    }

    private static Options Bind(params (string, string)[] values) =>
        ParameterSet.Bind<Options>(values.Select(v => KeyValuePair.Create(v.Item1, v.Item2)));

    [Fact]
    public void Names_reach_their_properties_through_groups()
    {
        var options = Bind(("searchrad", "0.1"), ("threshold", "500"), ("ref_threshold", "7"), ("--FITGEOMETRY", "shift"));
        Assert.Equal(0.1, options.SearchRad);
        Assert.Equal(500, options.Image.Threshold);
        Assert.Equal(7, options.Reference.Threshold);
        Assert.Equal(Geometry.Shift, options.FitGeometry);
    }

    [Fact]
    public void Binding_leaves_the_starting_options_as_they_were()
    {
        var start = new Options();
        ParameterSet.Bind([KeyValuePair.Create("threshold", "9")], start);
        Assert.Equal(4, start.Image.Threshold);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("yes", true)]
    [InlineData("True", true)]
    [InlineData("no", false)]
    [InlineData("0", false)]
    public void A_boolean_takes_nothing_or_a_word(string text, bool expected) => Assert.Equal(expected, Bind(("updatehdr", text)).UpdateHdr);

    [Theory]
    [InlineData("None")]
    [InlineData("INDEF")]
    [InlineData("")]
    public void None_is_null_where_the_parameter_allows_it(string text) => Assert.Null(Bind(("ylimit", text)).YLimit);

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest_one()
    {
        var error = Assert.Throws<ParameterException>(() => Bind(("serchrad", "1")));
        Assert.Equal("serchrad", error.Parameter);
        Assert.Contains("searchrad", error.Advice);
    }

    [Theory]
    [InlineData("imagefindcfg.threshold", "'threshold'")]
    [InlineData("refimagefindcfg.threshold", "'ref_threshold'")]
    [InlineData("update", "'updatehdr'")]
    public void A_name_in_Pythons_groups_means_the_parameter_itself_and_a_beginning_what_it_begins(string name, string advised)
    {
        string? advice = Assert.Throws<ParameterException>(() => Bind((name, "1"))).Advice;
        Assert.Contains(advised, advice);
    }

    [Theory]
    [InlineData("searchrad", "SearchRad")]
    [InlineData("SearchRadius", "SearchRad")]
    [InlineData("Threshold", "SourceFinding.Threshold")]
    [InlineData("ref_threshold", "RefSourceFinding.Threshold")]
    [InlineData("conv_width", "SourceFinding.ConvWidth")]
    [InlineData("nothing_of_that_kind", null)]
    public void The_property_that_a_name_means_is_found_with_its_group(string name, string? path) =>
        Assert.Equal(path, ParameterSet.PropertyMeantBy(typeof(HstNotebooks.Alignment.TweakRegOptions), name));

    [Theory]
    [InlineData("searchrad", "-1", "from 0 to 100")]
    [InlineData("searchrad", "nan", "a number")]
    [InlineData("nclip", "1.5", "a whole number")]
    [InlineData("xyunits", "furlongs", "pixels, degrees")]
    [InlineData("fitgeometry", "spline", "shift, rscale")]
    [InlineData("updatehdr", "perhaps", "true or false")]
    public void A_bad_value_is_refused_with_what_was_expected(string name, string value, string expected)
    {
        var error = Assert.Throws<ParameterException>(() => Bind((name, value)));
        Assert.Equal(name, error.Parameter);
        Assert.Contains(expected, error.Expected);
    }

    [Fact]
    public void What_is_given_explicitly_wins_over_the_parameter_file()
    {
        string path = Write("# comment\n_task_name_ = x\n[SECTION]\nsearchrad = 0.5 # arcsec\nxyunits = \"degrees\"\n");
        var options = Bind(("searchrad", "2"), ("configobj", path));
        Assert.Equal(2, options.SearchRad);
        Assert.Equal("degrees", options.XYUnits);
    }

    [Fact]
    public void The_files_that_a_parameter_file_works_on_are_no_parameter_and_can_be_asked_for()
    {
        // DrizzlePac's own parameter files begin so; those of its steps say data, files or imageList.
        string path = Write("_task_name_ = tweakreg\ninput = \"*flt.fits\"\nsearchrad = 0.5\n");
        Assert.Equal(0.5, Bind(("configobj", path)).SearchRad);
        Assert.Equal("*flt.fits", ParameterSet.FindSubject(path));
        Assert.Equal("*flc.fits", ParameterSet.FindSubject(Write("#_task_name_ = drizCR\nimageList = *flc.fits# Input files (name, suffix, or @list)\n")));
        Assert.Null(ParameterSet.FindSubject(Write("_task_name_ = ablot\ndata = \"\"\ncoeffs = True\n")));
    }

    [Fact]
    public void An_unknown_key_of_a_parameter_file_is_named_with_its_line()
    {
        string path = Write("searchrad = 0.5\nsearchrod = 1\n");
        var error = Assert.Throws<ParameterException>(() => Bind(("configobj", path)));
        Assert.Equal(2, error.Row);
        Assert.Equal(path, error.File);
    }

    [Fact]
    public void Only_what_differs_from_the_defaults_is_listed() =>
        Assert.Equal(new Dictionary<string, string> { ["ref_threshold"] = "7", ["updatehdr"] = "True" },
            ParameterSet.Differences(Bind(("ref_threshold", "7"), ("updatehdr", "true"), ("nclip", "3"))));

    [Fact]
    public void The_sections_of_AstroDrizzle_are_listed_in_the_order_of_its_steps()
    {
        var sections = ParameterSet.Describe<AstroDrizzleOptions>().Select(p => p.Section).ToArray();
        Assert.Equal(sections.Distinct().Count(), sections.Zip(sections.Skip(1)).Count(pair => pair.First != pair.Second) + 1);
        var steps = sections.Where(s => s.StartsWith("STEP", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.Equal(steps.Order(StringComparer.OrdinalIgnoreCase), steps);
        Assert.Equal("", sections[0]);
    }

    [Theory]
    [InlineData("skyfile", "None", "")]
    [InlineData("group", "INDEF", "")]
    [InlineData("skyuser", "none", "")]
    [InlineData("final_bits", "None", "None")]
    [InlineData("driz_sep_bits", "None", "None")]
    public void None_is_blank_where_blank_is_the_default_and_a_value_of_its_own_for_bits(string name, string text, string value)
    {
        var options = ParameterSet.Bind<AstroDrizzleOptions>([new(name, text)]);
        Assert.Equal(value, name switch { "skyfile" => options.SkyFile, "group" => options.Group, "skyuser" => options.SkyUser, "final_bits" => options.FinalBits, _ => options.DrizSepBits });
    }

    [Fact]
    public void A_word_of_DrizzlePac_that_is_missing_is_refused_with_the_reason()
    {
        var error = Assert.Throws<ParameterException>(() => ParameterSet.Bind<BlotOptions>([new("interpol", "spline3")]));
        Assert.Contains("not implemented", error.Advice);
        Assert.Contains("poly5", error.Advice);
        Assert.Equal("one of nearest, linear, poly3, poly5, sinc", error.Expected);
    }

    private string Write(string text)
    {
        string path = Path.Combine(folder, "task.cfg");
        File.WriteAllText(path, text);
        return path;
    }
}
