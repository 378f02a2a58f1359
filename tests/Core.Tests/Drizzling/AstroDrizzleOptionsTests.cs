using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Parameters;
using HstNotebooks.Tests.Parameters;

namespace HstNotebooks.Tests.Drizzling;

public class AstroDrizzleOptionsTests
{
    [Fact]
    public void Every_parameter_of_DrizzlePac_is_there_with_its_section_default_and_choices()
    {
        var ours = ParameterSet.Describe<AstroDrizzleOptions>().ToDictionary(p => p.Name);
        // The images are an argument. The exact map is the default here; see the remarks of StepSize.
        ReferenceParameter[] expected = [.. ReferenceParameter.Of("astrodrizzle").Where(p => p.Name != "input").Select(p => p.Name == "stepsize" ? p with { Default = "0" } : p)];
        Assert.Empty(expected.SelectMany(p => p.Differences(ours.GetValueOrDefault(p.Name))));
        Assert.True(expected.Length >= 95, $"only {expected.Length} parameters were compared");
    }

    /// <summary>The options of the task and of its steps.</summary>
    public static TheoryData<Type> AllOptions => [typeof(AstroDrizzleOptions), typeof(CreateStaticMaskOptions), typeof(SkyMatchOptions), typeof(DrizzleOptions), typeof(CreateMedianOptions), typeof(BlotOptions), typeof(DrizCrOptions), typeof(BlendHeadersOptions)];

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Every_parameter_is_used_by_the_task(Type options)
    {
        // A step hands its parameters on to those of the whole run, which must be read from there. A parameter that is only accepted says so in its help.
        bool whole = options == typeof(AstroDrizzleOptions);
        string[] sources = [.. Directory.GetFiles(Path.Combine(Checkout.Root, "src", "Core", "Drizzling"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(Path.GetDirectoryName(f)) is var folder && folder != "Options" && !(whole && folder == "Steps")).Select(File.ReadAllText)];
        foreach (var property in options.GetProperties())
        {
            if (property.GetCustomAttributes(typeof(ParameterAttribute), false) is not [ParameterAttribute parameter] || parameter.Help.StartsWith("Accepted", StringComparison.Ordinal)) continue;
            string handedOn = whole ? "" : $@"|= {property.Name}\b|new\(.*\b{property.Name}\b";
            var use = new System.Text.RegularExpressions.Regex($@"(options|Options|\bo)\.{property.Name}\b{handedOn}");
            Assert.True(sources.Any(s => use.IsMatch(s)), $"{parameter.Name} is not used");
        }
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Every_parameter_refuses_a_bad_value_by_name(Type options) =>
        typeof(AstroDrizzleOptionsTests).GetMethod(nameof(RefuseBadValues), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(options).Invoke(null, null);

    private static void RefuseBadValues<TOptions>() where TOptions : class, new()
    {
        foreach (var p in ParameterSet.Describe<TOptions>())
        {
            var type = Nullable.GetUnderlyingType(p.ValueType) ?? p.ValueType;
            var bad = new List<string>();
            if (type != typeof(string) || p.Choices.Count > 0) bad.Add("nonsense");
            if (type == typeof(int)) bad.Add("1.5");
            if (type == typeof(int) || type == typeof(double)) bad.Add("NaN");
            if (double.IsFinite(p.Min)) bad.Add((p.Min - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (double.IsFinite(p.Max)) bad.Add((p.Max + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            foreach (string value in bad)
            {
                var error = Assert.Throws<ParameterException>(() => ParameterSet.Bind<TOptions>([KeyValuePair.Create(p.Name, value)]));
                Assert.Equal(p.Name, error.Parameter);
                Assert.NotEmpty(error.Expected!);
            }
        }
    }

    [Fact]
    public void The_documentation_names_every_parameter()
    {
        string text = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "astrodrizzle.md"));
        foreach (var parameter in ParameterSet.Describe<AstroDrizzleOptions>()) Assert.Contains($"| `{parameter.Name}` |", text);
    }

    [Theory]
    [InlineData("final_pixfrac", "1.5")]
    [InlineData("final_kernel", "tophat")]
    [InlineData("skymethod", "best")]
    [InlineData("num_cores", "0")]
    [InlineData("final_scale", "-1")]
    public void A_value_outside_its_range_is_refused_by_name(string name, string value) =>
        Assert.Equal(name, Assert.Throws<ParameterException>(() => ParameterSet.Bind<AstroDrizzleOptions>([KeyValuePair.Create(name, value)])).Parameter);

    [Theory]
    [InlineData("final_bits", "64,33")]
    [InlineData("final_bits", "64,32+16")]
    [InlineData("driz_sep_bits", "bad")]
    [InlineData("driz_cr_snr", "3.5")]
    [InlineData("driz_cr_scale", "1.2 x")]
    [InlineData("combine_nsigma", "4")]
    [InlineData("group", "sci")]
    [InlineData("crbit", "3")]
    [InlineData("driz_sep_wt_scl", "often")]
    public void A_text_that_cannot_be_used_is_refused_before_any_file_is_touched(string name, string value)
    {
        var options = ParameterSet.Bind<AstroDrizzleOptions>([KeyValuePair.Create(name, value)]);
        Assert.Equal(name, Assert.Throws<ParameterException>(() => AstroDrizzle.Run(["missing_flc.fits"], options, null, TestContext.Current.CancellationToken)).Parameter);
    }

    [Theory]
    [InlineData("final_wcs", "final_scale", "0.03")]
    [InlineData("driz_sep_wcs", "driz_sep_rot", "0")]
    public void Saying_no_to_a_frame_and_setting_it_is_refused(string wanted, string name, string value)
    {
        var options = ParameterSet.Bind<AstroDrizzleOptions>([KeyValuePair.Create(wanted, "false"), KeyValuePair.Create(name, value)]);
        Assert.Equal(wanted, Assert.Throws<ParameterException>(() => AstroDrizzle.Run(["missing_flc.fits"], options, null, TestContext.Current.CancellationToken)).Parameter);
    }

    [Theory]
    [InlineData("0", 0, true)]
    [InlineData("0", 16, false)]
    [InlineData("64,32", 96, true)]
    [InlineData("64+32", 64, true)]
    [InlineData("96", 16, false)]
    [InlineData("~4096", 4096, false)]
    [InlineData("~4096", 16, true)]
    [InlineData("None", 65535, true)]
    [InlineData("", 1, true)]
    [InlineData("INDEF", 1, true)]
    public void Quality_bits_are_read_as_DrizzlePac_reads_them(string text, int quality, bool good) =>
        Assert.Equal(good, BitFlags.Parse(text, "final_bits").IsGood((ushort)quality));
}
