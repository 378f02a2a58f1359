using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Parameters;
using HstNotebooks.Simulation;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>The choice of a row, the meaning of its columns, and that the user's own values win (facts: astrodrizzle-pipeline 7.3).</summary>
[Collection(WorkingFolder.Name)]
public sealed class MdrizTabTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(9, 4)]
    public void The_last_row_that_needs_no_more_images_is_chosen(int images, int row)
    {
        string table = RecommendedParameters.Write(folder);
        Assert.Equal(row, MdrizTab.Read(Exposures(images), table).Row);
    }

    [Theory]
    [InlineData("F606W", 2, 4)]
    [InlineData("F606W", 1, 3)]
    [InlineData("F814W", 5, 2)]
    [InlineData("F475W", 1, 1)]
    public void Rows_of_the_filter_come_before_those_of_any_filter(string filter, int images, int row)
    {
        string table = Write(new TableColumn<string>("filter", ["ANY", "ANY", "F606W", "F606W", "F814W"]), new TableColumn<int>("numimages", [1, 4, 1, 2, 9]), new TableColumn<float>("static_sig", [1, 2, 3, 4, 5]));
        // No row of F814W is for so few images: then it is the first row of the table.
        Assert.Equal(filter == "F814W" ? 1 : row, MdrizTab.Read(Exposures(images, filter), table).Row);
    }

    [Fact]
    public void A_filter_without_a_row_is_refused()
    {
        string table = Write(new TableColumn<string>("filter", ["F814W"]), new TableColumn<int>("numimages", [1]));
        Assert.Contains("F606W", Assert.Throws<InputException>(() => MdrizTab.Read(Exposures(1), table)).Message);
        Assert.Contains("numimages", Assert.Throws<InputException>(() => MdrizTab.Read(Exposures(1), Write(new TableColumn<string>("filter", ["ANY"])))).Message);
    }

    [Fact]
    public void Columns_have_the_meaning_of_the_real_tables()
    {
        string table = Write(
            new TableColumn<string>("FILTER", ["ANY"]), new TableColumn<int>("NUMIMAGES", [1]), new TableColumn<bool>("subsky", [false]), new TableColumn<int>("crbitval", [8192]),
            new TableColumn<float>("readnoise", [float.NaN]), new TableColumn<string>("refimage", ["ref.fits"]), new TableColumn<float>("ra", [10]), new TableColumn<float>("dec", [20]),
            new TableColumn<int>("bits", [96]), new TableColumn<string>("coeffs", ["header"]), new TableColumn<float>("skyupper", [float.NaN]), new TableColumn<int>("final_outnx", [-2147483647]),
            new TableColumn<int>("skyclip", [-2147483647]), new TableColumn<string>("skyuser", [""]), new TableColumn<bool>("updatewcs", [true]), new TableColumn<string>("shiftfile", ["x"]), new TableColumn<bool>("nonsense", [true]),
            new TableColumn<bool>("final_wcs", [true]), new TableColumn<bool>("driz_sep_wcs", [true]));
        var tab = MdrizTab.Read(Exposures(1), table);
        Assert.Equal("96", tab["driz_sep_bits"]);
        Assert.Equal("96", tab["final_bits"]);
        Assert.DoesNotContain("updatewcs", tab.Values.Keys);
        Assert.DoesNotContain("shiftfile", tab.Values.Keys);
        var o = tab.Options;
        Assert.Equal((false, 8192, "ref.fits", "ref.fits"), (o.SkySub, o.CrBit, o.DrizSepRefImage, o.FinalRefImage));
        Assert.Equal((10.0, 20.0, 10.0, 20.0), (o.FinalRa, o.FinalDec, o.DrizSepRa, o.DrizSepDec));
        Assert.True(o.Coeffs);
        Assert.Null(o.SkyUpper);
        Assert.Null(o.FinalOutNx);
        Assert.Equal(5, o.SkyClip);
        Assert.Equal(["nonsense True", "shiftfile x", "updatewcs True"], tab.NotUsed.Select(n => $"{n.Key} {n.Value}"));
        Assert.Equal("nonsense", Assert.Throws<ParameterException>(() => tab["nonsense"]).Parameter);
    }

    /// <summary>
    /// Every parameter as a column of the type that mdzhandler reads: logical, 32-bit integer, single precision, text padded with blanks; names in capitals.
    /// The values differ from the defaults.
    /// </summary>
    [Fact]
    public void A_column_for_every_parameter_is_taken()
    {
        var parameters = ParameterSet.Describe<AstroDrizzleOptions>().Where(p => p.Name is not ("output" or "updatewcs" or "mdriztab")).ToArray();
        var columns = new List<TableColumn> { new TableColumn<string>("FILTER", ["ANY", "A long name that pads"]), new TableColumn<int>("NUMIMAGES", [1, 1]) };
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var p in parameters)
        {
            var type = Nullable.GetUnderlyingType(p.ValueType) ?? p.ValueType;
            string name = p.Name.ToUpperInvariant();
            if (type == typeof(bool)) Add(!(bool)p.Default!, new TableColumn<bool>(name, [!(bool)p.Default!, false]));
            else if (type == typeof(int)) Add(Whole(p), new TableColumn<int>(name, [Whole(p), 0]));
            else if (type == typeof(double)) Add(0.625, new TableColumn<float>(name, [0.625f, 0]));
            else Add(Word(p), new TableColumn<string>(name, [Word(p), "padded with blanks and longer"]));

            void Add(object value, TableColumn column)
            {
                columns.Add(column);
                expected[p.Name] = ParameterSet.FormatValue(value);
            }
        }
        var tab = MdrizTab.Read(Exposures(1), Write([.. columns]));
        Assert.Empty(tab.NotUsed);
        Assert.Equal(expected, new SortedDictionary<string, string>(ParameterSet.Differences(tab.Options).ToDictionary(), StringComparer.Ordinal));

        static int Whole(ParameterDescription p) => p.Name == "crbit" ? 8192 : 3;
        static string Word(ParameterDescription p) => p.Name switch
        {
            "combine_nsigma" or "driz_cr_snr" or "driz_cr_scale" => "6 5",
            _ when p.Choices.Count > 0 => p.Choices.First(c => c != ParameterText(p)),
            _ => "96",
        };
        static string ParameterText(ParameterDescription p) => p.Default is Enum word ? p.Choices[Array.IndexOf(Enum.GetValues(word.GetType()), word)] : (string)p.Default!;
    }

    [Fact]
    public void Columns_that_are_undefined_leave_the_defaults()
    {
        var columns = new List<TableColumn> { new TableColumn<string>("filter", ["ANY"]), new TableColumn<int>("numimages", [1]) };
        int n = 0;
        foreach (var p in ParameterSet.Describe<AstroDrizzleOptions>())
        {
            var type = Nullable.GetUnderlyingType(p.ValueType) ?? p.ValueType;
            // IRAF's undefined numbers; text is blank or says so.
            if (type == typeof(int)) columns.Add(n++ % 2 == 0 ? new TableColumn<int>(p.Name, [-2147483647]) : new TableColumn<short>(p.Name, [-32767]));
            else if (type == typeof(double)) columns.Add(n++ % 2 == 0 ? new TableColumn<float>(p.Name, [float.NaN]) : new TableColumn<float>(p.Name, [1.6e38f]));
            else if (type != typeof(bool)) columns.Add(new TableColumn<string>(p.Name, [n++ % 2 == 0 ? " " : "INDEF"]));
        }
        columns.Add(new TableColumn<int>("bits", [-2147483647]));
        Assert.Empty(ParameterSet.Differences(MdrizTab.Read(Exposures(1), Write([.. columns])).Options));
    }

    [Theory]
    [InlineData("F606W,CLEAR2L", 1, 2)]
    [InlineData("f606w, clear2l", 3, 2)]
    [InlineData("CLEAR1L,F814W", 3, 3)]
    [InlineData("F606W", 3, 1)]
    public void The_filters_of_both_wheels_of_ACS_name_the_row(string column, int images, int row)
    {
        string table = Write(new TableColumn<string>("filter", ["ANY", column, column]), new TableColumn<int>("numimages", [1, 1, 2]));
        string[] files = Exposures(images);
        FitsFile.Update(files[0], f =>
        {
            f.PrimaryHeader.Remove("FILTER");
            foreach (var (keyword, value) in (ReadOnlySpan<(string, string)>)[("INSTRUME", "ACS"), ("DETECTOR", "WFC"), ("FILTER1", row == 3 ? "CLEAR1L" : "F606W"), ("FILTER2", row == 3 ? "F814W" : "CLEAR2L")])
                f.PrimaryHeader.Set(keyword, value);
        });
        Assert.Equal(row == 2 && images > 1 ? 3 : row, MdrizTab.Read(files, table).Row);
    }

    [Fact]
    public void A_frame_in_the_table_counts_where_it_is_asked_for()
    {
        var tab = MdrizTab.Read(Exposures(1), Write(new TableColumn<string>("filter", ["ANY"]), new TableColumn<int>("numimages", [1]), new TableColumn<float>("final_rot", [0]), new TableColumn<float>("driz_sep_scale", [0.1f])));
        Assert.Equal((null, null), (tab.Options.FinalRot, tab.Options.DrizSepScale));
        Assert.Contains("final_rot 0 (without final_wcs)", tab.Unused(new AstroDrizzleOptions()));
        Assert.Contains("driz_sep_scale 0.1 (without driz_sep_wcs)", tab.Unused(new AstroDrizzleOptions()));
        Assert.Equal(0, tab.ApplyTo(new AstroDrizzleOptions { FinalWcs = true }).FinalRot);
        var own = tab.ApplyTo(new AstroDrizzleOptions { FinalScale = 0.05 });
        Assert.Equal((0, 0.05, null), (own.FinalRot, own.FinalScale, own.DrizSepScale));
    }

    [Fact]
    public void A_value_that_a_parameter_does_not_take_is_named_with_table_and_row()
    {
        var tab = MdrizTab.Read(Exposures(1), Write(new TableColumn<string>("filter", ["ANY"]), new TableColumn<int>("numimages", [1]), new TableColumn<string>("final_kernel", ["tophat"])));
        var error = Assert.Throws<ParameterException>(() => tab.Options);
        Assert.Equal(("final_kernel", 1L, "t_mdz.fits"), (error.Parameter, error.Row, Path.GetFileName(error.File)));
        Assert.Equal(DrizzleKernel.Turbo, tab.ApplyTo(new AstroDrizzleOptions { FinalKernel = DrizzleKernel.Turbo }).FinalKernel);
    }

    [Fact]
    public void The_users_own_values_win()
    {
        var tab = MdrizTab.Read(Exposures(6), RecommendedParameters.Write(folder));
        Assert.Equal(CombineType.Median, tab.Options.CombineType);
        Assert.Equal(CombineType.Sum, tab.ApplyTo(new AstroDrizzleOptions { CombineType = CombineType.Sum }).CombineType);
        // The default, asked for by name, is the user's wish too.
        var asked = ParameterSet.Bind<AstroDrizzleOptions>([new("combine-type", "minmed"), new("final_bits", "0")]);
        var applied = tab.ApplyTo(asked);
        Assert.Equal((CombineType.MinMed, "0", "96"), (applied.CombineType, applied.FinalBits, applied.DrizSepBits));
        Assert.Equal(new AstroDrizzleOptions(), ParameterSet.Bind<AstroDrizzleOptions>([new("final_bits", "0")]));
    }

    [Fact]
    public void A_run_takes_the_table_that_the_header_names_and_writes_the_values_into_its_log()
    {
        string input = GoldenCase.WriteInput(folder, "isim01aaq"), other = GoldenCase.WriteInput(folder, "isim01abq");
        FitsFile.Update(input, f => f.PrimaryHeader.Set("MDRIZTAB", "iref$simulated_mdz.fits"));
        RecommendedParameters.Write(folder);
        var options = new AstroDrizzleOptions { MdrizTab = true, Preserve = false, Static = false, DrizCrSnr = "6 5", DrizCombine = false, Clean = true };
        var result = GoldenCase.InFolder(folder, () => AstroDrizzle.Run([input, other], options));
        Assert.Equal(("96", -100.0, "6 5"), (result.Options.FinalBits, result.Options.SkyLower, result.Options.DrizCrSnr));
        string log = File.ReadAllText(Path.Combine(folder, "astrodrizzle.log"));
        Assert.Contains("final_bits : 96", log);
        Assert.Contains("MDRIZTAB : simulated_mdz.fits row 2", log);
    }

    [Fact]
    public void The_five_values_of_the_tutorial_are_a_table()
    {
        var table = MdrizTab.Read(Exposures(2), RecommendedParameters.Write(folder)).Select("driz_sep_bits", "combine_type", "driz_cr_snr", "driz_cr_scale", "final_bits");
        // facts/recorded-runs.md D: what the page of STScI's notebook shows for row 2.
        Assert.Equal(["96", "minmed", "3.5 3.0", "1.2 0.7", "96"], table.Strings("value"));
    }

    private string[] Exposures(int count, string filter = "F606W")
    {
        string first = GoldenCase.WriteInput(folder, "isim01aaq");
        FitsFile.Update(first, f => f.PrimaryHeader.Set("FILTER", filter));
        return [.. Enumerable.Repeat(first, count)];
    }

    private string Write(params TableColumn[] columns)
    {
        string path = Path.Combine(folder, "t_mdz.fits");
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.Add(TableHdu.Create(new Table(columns)));
        file.Save(path);
        return path;
    }
}
