using System.Text.RegularExpressions;
using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Parameters;
using HstNotebooks.Photometry;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Parameters;

namespace HstNotebooks.Tests.Tasks;

/// <summary>The parameters of the small tasks against DrizzlePac's and stwcs's own table (facts/parameter_defaults.tsv).</summary>
public sealed class TaskParameterTests
{
    /// <summary>The record of each task, and what is named before the options (the argument of Run).</summary>
    private static readonly Dictionary<string, (Type Options, string Subject)> Tasks = new()
    {
        ["apply_headerlet"] = (typeof(ApplyHeaderletOptions), "filename"),
        ["archive_headerlet"] = (typeof(ArchiveHeaderletOptions), "filename"),
        ["attach_headerlet"] = (typeof(AttachHeaderletOptions), "filename"),
        ["blendheaders"] = (typeof(BlendHeadersOptions), "drzfile"),
        ["delete_headerlet"] = (typeof(DeleteHeaderletOptions), "filename"),
        ["extract_headerlet"] = (typeof(ExtractHeaderletOptions), "filename"),
        ["headerlet_summary"] = (typeof(HeaderletSummaryOptions), "filename"),
        ["restore_headerlet"] = (typeof(RestoreHeaderletOptions), "filename"),
        ["write_headerlet"] = (typeof(WriteHeaderletOptions), "filename"),
        ["mapreg"] = (typeof(MapRegOptions), "input_reg"),
        ["photeq"] = (typeof(PhotEqOptions), "files"),
        ["pixreplace"] = (typeof(PixReplaceOptions), "input"),
        ["pixtopix"] = (typeof(PixToPixOptions), "inimage"),
        ["pixtosky"] = (typeof(PixToSkyOptions), "input"),
        ["resetbits"] = (typeof(ResetBitsOptions), "input"),
        ["skytopix"] = (typeof(SkyToPixOptions), "input"),
        ["tweakback"] = (typeof(TweakBackOptions), "drzfile"),
        ["updatenpol"] = (typeof(UpdateNpolOptions), "input"),
        ["updatewcs"] = (typeof(UpdateWcsOptions), "input"),
    };

    [Fact]
    public void Every_parameter_of_the_reference_is_there_with_its_default_and_choices()
    {
        ReferenceParameter[] expected = [.. ReferenceParameter.Of([.. Tasks.Keys]).Where(p => p.Name != Tasks[p.Task].Subject)];
        Assert.Empty(expected.SelectMany(p => p.Differences(ParameterBinding.Of(Tasks[p.Task].Options).FirstOrDefault(b => b.Description.Name == p.Name)?.Description)));
        Assert.Equal(136, expected.Length);
    }

    [Fact]
    public void Every_parameter_is_read_by_the_program()
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")).Select(File.ReadAllText)];
        foreach (var (name, (type, _)) in Tasks)
        {
            foreach (var property in type.GetProperties())
            {
                if (property.GetCustomAttributes(typeof(ParameterAttribute), false) is not [ParameterAttribute parameter] || parameter.Help.StartsWith("Accepted", StringComparison.Ordinal)) continue;
                // Only files that know the record count, or the one that it is derived from, where its property is declared.
                var use = new Regex($@"ptions\.{property.Name}\b");
                bool isRead = sources.Any(s => (s.Contains(type.Name, StringComparison.Ordinal) || s.Contains(property.DeclaringType!.Name, StringComparison.Ordinal)) && use.IsMatch(s));
                // The records of pixel tasks read their positions themselves.
                bool isPosition = type.IsAssignableTo(typeof(PixelCoordinateOptions)) && property.Name is "X" or "Y" or "Coords" or "CoordFile" or "ColNames" or "Separator";
                Assert.True(isRead || isPosition, $"nothing reads {property.Name} of {name}");
            }
        }
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_a_sentence()
    {
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal("extname", Assert.Throws<ParameterException>(() => UpdateWcs.Run(["x.fits"], new UpdateWcsOptions { ExtName = "ERR" }, cancel: cancel)).Parameter);
        Assert.Equal("interactive", Assert.Throws<ParameterException>(() => UpdateNpol.Run("x.fits", new UpdateNpolOptions { Interactive = true }, cancel: cancel)).Parameter);
        Assert.Equal("chip_reg", Assert.Throws<ParameterException>(() => MapReg.Run("x.reg", new MapRegOptions { Images = "x.fits", ChipReg = "y.reg" }, cancel: cancel)).Parameter);
        Assert.Equal("hdrlet", Assert.Throws<ParameterException>(() => HeaderletTasks.Attach("x.fits", new AttachHeaderletOptions())).Parameter);
    }
}
