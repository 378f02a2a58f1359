using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Tables;
using HstNotebooks.Tasks;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

/// <summary>updatewcs on cameras, subarrays and binned images without a golden run: against numbers of stwcs, and against real headers.</summary>
public sealed class CameraUpdateTests : IDisposable
{
    private static readonly string[] Keywords = ["CRPIX1", "CRPIX2", "CRVAL1", "CRVAL2", "CD1_1", "CD1_2", "CD2_1", "CD2_2", "A_2_0", "A_1_1", "B_0_2", "B_0_3", "OCX10", "OCY11", "IDCSCALE", "IDCTHETA"];
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    /// <summary>What stwcs (commit 3fcdd14, with astropy 5.2) writes for the same files, with 14 digits.</summary>
    public static TheoryData<string, int, double[]> Recorded => new()
    {
        { "stis", 1, [512.0, 512.0, 210.0, 54.3, 2.83783205411445e-06, -1.3810253817203e-05, -1.3815802377975e-05, -2.8336932576226e-06, -2.0354300982584e-07, -2.5959424100632e-08, -8.1405494405349e-08, -3.1592704600255e-09, -1.18528983088e-06, -9.4067990016e-06, 0.05072, 135.0304] },
        { "stis-binned", 1, [256.0, 256.0, 210.0, 54.3, 5.67566220086924e-06, -2.7620505710461e-05, -2.7631604983332e-05, -5.6673911197003e-06, -4.0708601965168e-07, -5.1918848201264e-08, -1.6281098881069e-07, -6.3185409200511e-09, -2.37057966176e-06, -1.88135980032e-05, 0.10144, 135.0304] },
        { "stis-subarray", 1, [512.0, 112.0, 210.0, 54.3, 2.83783205411445e-06, -1.3810253817203e-05, -1.3815802377975e-05, -2.8336932576226e-06, -2.0354300982584e-07, -2.5959424100632e-08, -8.1405494405349e-08, -3.1592704600255e-09, -1.18528983088e-06, -9.4067990016e-06, 0.05072, 135.0304] },
        { "nicmos", 1, [134.0, 118.0, 209.9996002508124, 54.30007563015453, 2.07981869792848e-05, 4.28180992092113e-06, 3.86879743569323e-06, -2.071880739694e-05, 2.07519724255696e-07, 1.98131927206033e-05, 2.4615792053378e-05, 3.44976836846016e-10, 0.0010598, 0.0004542, 0.0757, 45.75] },
        { "sbc", 1, [515.0, 507.0, 209.9999155088807, 54.30001598534756, 8.76612601417175e-06, 1.80302321655182e-06, 1.62849465469008e-06, -8.7322611619035e-06, -4.8364023528873e-06, 1.48670908915582e-05, 2.71420092990149e-05, 3.70335207915595e-10, 0.000384, 0.000256, 0.032, 45.625] },
        { "hrc-subarray", 1, [212.0, 312.0, 210.0, 54.3, 7.39735261888439e-06, 1.5239075360141e-06, 1.37336415904144e-06, -7.3692688789492e-06, -4.8305908616499e-06, 1.48655100604237e-05, 2.71364321319591e-05, 3.7027912810618e-10, 0.000332235720956997, 0.000219037474361164, 0.027, 45.625] },
        { "ir-subarray", 1, [256.0, 256.0, 210.0, 54.3, 3.50689353316477e-05, 7.22444570421176e-06, 6.51075172001952e-06, -3.4935793727093e-05, -4.8305908616499e-06, 1.48655100604236e-05, 2.71364321319591e-05, 3.7027912810618e-10, 0.001575043417870208, 0.001038399878452928, 0.128, 45.625] },
        { "uvis-binned", 1, [1027.0, 507.5, 209.9998092516561, 54.30004203811943, 2.1759794117903e-05, 4.47977989750201e-06, 4.04767156155969e-06, -2.1676744347381e-05, 4.15039448511392e-07, 3.96263854412067e-05, 4.9231584106756e-05, 6.89953673692032e-10, 0.0011088, 0.0004752, 0.0792, 45.75] },
        { "uvis-binned", 2, [1025.5, 510.0, 210.0284838210366, 54.28984647967259, 2.16959430197572e-05, 4.46244146928303e-06, 4.03048688173953e-06, -2.1612127479742e-05, -9.6728047057747e-06, 2.97341817831164e-05, 5.42840185980298e-05, 7.4067041583119e-10, 0.0009504, 0.0006336, 0.0792, 45.625] },
        { "uvis-subarray-tables", 1, [48.0, 325.0, 210.0, 54.3, 1.08825346354008e-05, 2.24821357337822e-06, 2.02176795412071e-06, -1.0842038186804e-05, 2.20182504968143e-07, 1.98107926038324e-05, 2.46048969259718e-05, 3.44867881283086e-10, 0.000581332657682304, 0.000246707762530838, 0.0396, 45.75] },
        { "uvis-tables", 1, [2054.0, 1015.0, 209.9997908843598, 54.30003956362745, 1.08798965352754e-05, 2.23989053948152e-06, 2.02383723033051e-06, -1.0838372102634e-05, 2.07519724255696e-07, 1.98131927206033e-05, 2.4615792053378e-05, 3.44976836846016e-10, 0.0005544, 0.0002376, 0.0396, 45.75] },
        { "uvis-tables", 2, [2051.0, 1020.0, 210.0284654520175, 54.28984400518092, 1.08479709754642e-05, 2.23122133320384e-06, 2.01524486198366e-06, -1.0806063697237e-05, -4.8364023528873e-06, 1.48670908915582e-05, 2.71420092990149e-05, 3.70335207915595e-10, 0.0004752, 0.0003168, 0.0396, 45.625] },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void The_WCS_is_that_of_stwcs(string name, int version, double[] expected)
    {
        using var file = Updated(UpdateCase.All.Single(item => item.Name == name));
        var header = file["SCI", version].Header;
        for (int i = 0; i < Keywords.Length; i++)
            Assert.True(Math.Abs(header.GetDouble(Keywords[i]) - expected[i]) <= 2e-13 * Math.Abs(expected[i]), string.Create(CultureInfo.InvariantCulture, $"{Keywords[i]}: {header[Keywords[i]]} instead of {expected[i]}"));
    }

    /// <summary>
    /// A pixel of a subarray is a pixel of the detector: the lookup tables give it the same offset, at its place. stwcs writes
    /// CRVAL = -LTV (2000, 700 here), which reads another part of the table.
    /// </summary>
    [Fact]
    public void The_lookup_tables_of_a_subarray_lie_where_they_do_on_the_full_frame()
    {
        using var part = Updated(UpdateCase.All.Single(item => item.Name == "uvis-subarray-tables"));
        Assert.Equal((-2000.0, -700.0, 64.0), (part["WCSDVARR", 1].Header.GetDouble("CRVAL1"), part["D2IMARR", 2].Header.GetDouble("CRVAL2"), part["D2IMARR", 1].Header.GetDouble("CDELT1")));
        var subarray = ImageWcs.FromHeader(part["SCI", 1].Header, part).Distortion!;
        using var whole = Updated(UpdateCase.All.Single(item => item.Name == "uvis-tables"));
        var full = ImageWcs.FromHeader(whole["SCI", 1].Header, whole).Distortion!;
        foreach (var (x, y) in ((double, double)[])[(1, 1), (100.3, 250.7), (513, 512)])
        {
            var here = subarray.DetectorToImage(x, y);
            var there = full.DetectorToImage(x + 2000, y + 700);
            Assert.Equal(there.X - 2000, here.X, 1e-9);
            Assert.Equal(there.Y - 700, here.Y, 1e-9);
            Assert.NotEqual(x, here.X, 1e-4);
        }
    }

    /// <summary>Headers that the archive made with stwcs 1.2 to 1.7, from pointing and an IDCTAB that is rebuilt here from the coefficients they keep.</summary>
    [Theory]
    [InlineData("headers/ACSHRC_j8bt06nyq_flt_sip", "HRC", ' ', 0, 0)]
    [InlineData("headers/WFC3IR_ib3y01c6q_flt", "IR", ' ', 255, 845)]
    [InlineData("headers/WFC3IR_ib4606cpq_flt", "IR", 'A', 0, 0)]
    public void The_WCS_of_a_real_header_comes_out_again(string stem, string detector, char key, double cutX, double cutY)
    {
        var primary = WcsCorrectionTests.Header($"data/{stem}_ext0.hdr.txt");
        var recorded = WcsCorrectionTests.Header($"data/{stem}_ext1.hdr.txt");
        Assert.Equal(detector, primary.GetString("DETECTOR").Trim());
        int size = detector == "HRC" ? 1024 : 1014;
        RebuildIdcTab(primary, recorded, size);

        string path = Path.Combine(_folder, "real_flt.fits");
        using (var file = new FitsFile())
        {
            file.Add(new ImageHdu(primary));
            foreach (string keyword in (string[])["NPOLFILE", "D2IMFILE"]) file.PrimaryHeader[keyword] = "N/A";
            file.PrimaryHeader["IDCTAB"] = "jref$rebuilt_idc.fits";
            var science = ImageHdu.Create(new Image<byte>(size, size), recorded);
            science.Header.RemoveWhere(card => card.Keyword is "IDCTAB" || DistortionKeyword(card.Keyword));
            file.Add(science);
            file.Save(path);
        }
        UpdateWcs.Run(path, new UpdateWcsOptions { RefDir = _folder }, cancel: TestContext.Current.CancellationToken);
        using var after = FitsFile.Open(path);
        var own = after["SCI", 1].Header;
        string suffix = key == ' ' ? "" : key.ToString();
        var report = new List<string>();
        // One of them is a cut-out, whose CRPIX was changed after the update.
        Compare("CRPIX1", recorded.GetDouble("CRPIX1" + suffix) + cutX, 0);
        Compare("CRPIX2", recorded.GetDouble("CRPIX2" + suffix) + cutY, 0);
        Compare("CRVAL1", recorded.GetDouble("CRVAL1" + suffix), 0);
        Compare("CRVAL2", recorded.GetDouble("CRVAL2" + suffix), 0);
        // A CD element is the difference of two places a pixel apart: each version of the reference rounds it in its own way, by the last digit of the declination.
        double rounding = 2.5 * (Math.BitIncrement(Math.Abs(recorded.GetDouble("CRVAL2"))) - Math.Abs(recorded.GetDouble("CRVAL2")));
        foreach (string keyword in (string[])["CD1_1", "CD1_2", "CD2_1", "CD2_2"]) Compare(keyword, recorded.GetDouble(keyword + suffix), rounding);
        foreach (var card in recorded.Cards.Where(card => card.Value is double && DistortionKeyword(card.Keyword)))
            Compare(card.Keyword, (double)card.Value!, card.Keyword == "IDCSCALE" ? 1e-8 : 0); // kept as float32 by these versions
        Assert.True(report.Count == 0, string.Join('\n', report));

        void Compare(string keyword, double expected, double rounding)
        {
            if (!(Math.Abs(own.GetDouble(keyword) - expected) <= 1e-10 * Math.Abs(expected) + rounding)) report.Add(string.Create(CultureInfo.InvariantCulture, $"{keyword}: {own[keyword]} instead of {expected}"));
        }
    }

    [Fact]
    public void A_filter_without_a_row_of_its_own_takes_the_row_for_any_filter()
    {
        var table = DistortionTable.Read(SharedData.Path("data/reference-files/o8g1508do_idc.fits"));
        Assert.Equal(0.05072, table.Find(1, "MIRVIS", "CLEAR").PixelScale);
        Assert.Equal(0.05075, table.Find(1, "MIRVIS", "F28X50LP").PixelScale);
        Assert.Throws<InputException>(() => table.Find(1, "G430L", "CLEAR"));
    }

    private FitsFile Updated(UpdateCase item)
    {
        string folder = Path.Combine(_folder, item.Name);
        Directory.CreateDirectory(folder);
        string path = item.Write(folder);
        UpdateWcs.Run(path, new UpdateWcsOptions { RefDir = item.IdcTab is null ? folder : SharedData.Path("data/reference-files") }, cancel: TestContext.Current.CancellationToken);
        return FitsFile.Open(path);
    }

    private static bool DistortionKeyword(string keyword) =>
        keyword.StartsWith("OCX1", StringComparison.Ordinal) || keyword.StartsWith("OCY1", StringComparison.Ordinal)
        || keyword is ['A' or 'B', '_', >= '0' and <= '9', '_', >= '0' and <= '9'] || keyword is "A_ORDER" or "B_ORDER"
        || (keyword.StartsWith("IDC", StringComparison.Ordinal) && keyword != "IDCTAB");

    /// <summary>CX and CY of an IDCTAB from the linear terms and the SIP polynomials of a header: the inverse of what makes these.</summary>
    private void RebuildIdcTab(FitsHeader primary, FitsHeader science, int size)
    {
        int order = science.GetInt("A_ORDER");
        double cx11 = science.GetDouble("OCX11"), cx10 = science.GetDouble("OCX10"), cy11 = science.GetDouble("OCY11"), cy10 = science.GetDouble("OCY10");
        var columns = new List<TableColumn>
        {
            new TableColumn<long>("DETCHIP", [1]), new TableColumn<string>("DIRECTION", ["FORWARD"]), new TableColumn<long>("XSIZE", [size]), new TableColumn<long>("YSIZE", [size]),
        };
        foreach (string filter in (string[])["FILTER", "FILTER1", "FILTER2"])
            if (primary.FindString(filter) is { } name) columns.Add(new TableColumn<string>(filter, [name.Trim()]));
        foreach (string name in (string[])["XREF", "YREF", "V2REF", "V3REF", "THETA", "SCALE"]) columns.Add(new TableColumn<double>(name, [science.GetDouble("IDC" + name)]));
        for (int i = 1; i <= order; i++)
            for (int j = 0; j <= i; j++)
            {
                double a = science.FindDouble($"A_{j}_{i - j}") ?? 0, b = science.FindDouble($"B_{j}_{i - j}") ?? 0;
                var (cx, cy) = i == 1 ? j == 1 ? (cx11, cy11) : (cx10, cy10) : (cx11 * a + cx10 * b, cy11 * a + cy10 * b);
                columns.Add(new TableColumn<double>($"CX{i}{j}", [cx]));
                columns.Add(new TableColumn<double>($"CY{i}{j}", [cy]));
            }
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.PrimaryHeader.Set("NORDER", (long)order);
        file.Add(TableHdu.Create(new Table(columns)));
        file.Save(Path.Combine(_folder, "rebuilt_idc.fits"));
    }
}
