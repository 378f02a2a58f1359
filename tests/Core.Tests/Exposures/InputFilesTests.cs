using HstNotebooks.Errors;
using HstNotebooks.Exposures;

namespace HstNotebooks.Tests.Exposures;

public sealed class InputFilesTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public InputFilesTests()
    {
        foreach (string name in (string[])["b_flc.fits", "a_flc.fits", "a_flt.fits", "C_flc.fits", ".hidden_flc.fits"])
            File.WriteAllText(In(name), "");
        Directory.CreateDirectory(In("visit2"));
        File.WriteAllText(In("visit2/d_flc.fits"), "");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    [Fact]
    public void A_path_is_taken_as_it_is() => Assert.Equal([In("a_flc.fits")], InputFiles.Resolve(In("a_flc.fits")));

    [Fact]
    public void A_wildcard_gives_its_files_sorted_by_name_without_hidden_ones() =>
        Assert.Equal([In("C_flc.fits"), In("a_flc.fits"), In("b_flc.fits")], InputFiles.Resolve(In("*_flc.fits")));

    [Fact]
    public void A_wildcard_may_stand_in_a_folder_name() =>
        Assert.Equal([In("visit2/d_flc.fits")], InputFiles.Resolve(In("vis*/?_flc.fits")));

    [Theory]
    [InlineData("[ab]_flc.fits", "a_flc.fits,b_flc.fits")]
    [InlineData("[!ab]_flc.fits", "C_flc.fits")]
    [InlineData("[a-b]_fl[ct].fits", "a_flc.fits,a_flt.fits,b_flc.fits")]
    public void A_wildcard_may_list_characters(string pattern, string names) =>
        Assert.Equal(names.Split(',').Select(In), InputFiles.Resolve(In(pattern)));

    [Fact]
    public void A_comma_list_keeps_its_order_and_names_each_file_once() =>
        Assert.Equal([In("b_flc.fits"), In("C_flc.fits"), In("a_flc.fits")],
            InputFiles.Resolve($"{In("b_flc.fits")}, {In("*_flc.fits")}"));

    [Fact]
    public void A_list_file_gives_the_first_column_and_skips_comments()
    {
        File.WriteAllText(In("in.lst"), $"# science\n{In("b_flc.fits")}  b_ivm.fits\n\n{In("a_flc.fits")} # second\n");
        Assert.Equal([In("b_flc.fits"), In("a_flc.fits")], InputFiles.Resolve("@" + In("in.lst")));
    }

    [Fact]
    public void A_missing_file_of_a_list_is_named_with_its_line()
    {
        File.WriteAllText(In("in.lst"), $"{In("b_flc.fits")}\n{In("nothere.fits")}\n");
        var error = Assert.Throws<InputException>(() => InputFiles.Resolve("@" + In("in.lst")));
        Assert.Equal(2, error.Row);
        Assert.Contains("nothere.fits", error.Message);
    }

    [Theory]
    [InlineData("nothere.fits", "no such file")]
    [InlineData("x*_flc.fits", "no file matches")]
    [InlineData("nofolder*/a_flc.fits", "no file matches")]
    [InlineData("visit2", "a folder was named")]
    public void What_is_not_there_is_refused_by_name(string name, string reason)
    {
        var error = Assert.Throws<InputException>(() => InputFiles.Resolve(In(name)));
        Assert.Contains(reason, error.Message);
        Assert.Equal(In(name), error.File);
        Assert.NotNull(error.Advice);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    public void No_name_at_all_is_refused(string input) => Assert.Equal("input", Assert.Throws<InputException>(() => InputFiles.Resolve(input)).Parameter);

    [Fact]
    public void A_file_with_an_extension_behind_it_is_refused_with_the_name_to_give()
    {
        var error = Assert.Throws<InputException>(() => InputFiles.Resolve($"{In("a_flc.fits")},{In("b_flc.fits[sci,1]")}"));
        Assert.Equal((In("b_flc.fits[sci,1]"), $"name {In("b_flc.fits")}"), (error.File, error.Advice));
    }

    [Fact]
    public void A_pattern_with_a_range_that_runs_backwards_is_refused() =>
        Assert.Equal("[z-a]*.fits", Assert.Throws<InputException>(() => InputFiles.Resolve(In("[z-a]*.fits"))).File);

    [Fact]
    public void A_folder_and_a_missing_file_are_told_apart()
    {
        Assert.Contains("folder", Assert.Throws<InputException>(() => InputFiles.Resolve(In("visit2"))).Message, StringComparison.Ordinal);
        Assert.Contains(Directory.GetCurrentDirectory(), Assert.Throws<InputException>(() => InputFiles.Resolve(In("e_flc.fits"))).Advice, StringComparison.Ordinal);
    }
}
