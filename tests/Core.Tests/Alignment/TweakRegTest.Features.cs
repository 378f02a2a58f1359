using HstNotebooks.Alignment;
using HstNotebooks.Detection;
using HstNotebooks.Fits;
using HstNotebooks.Parameters;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Alignment;

/// <summary>What TweakReg can do beside the plain run.</summary>
public partial class TweakRegTest
{
    private static readonly (double X, double Y) FirstShift = (8.631545, -4.334014);

    [Fact]
    public void The_automatic_mode_needs_no_parameter_but_the_catalog()
    {
        using var work = new GoldenCase();
        var options = new TweakRegOptions
        {
            OutputFolder = work.Folder,
            RefCat = SharedData.Path("golden", "small", "gaia.cat"),
            SearchRad = AutoNumber.Auto,
            FitGeometry = FitGeometry.Auto,
            SourceFinding = new SourceFindingOptions { Threshold = AutoNumber.Auto, WantedSources = 200 },
        };
        var result = Run(work.Files, options);
        Assert.True(result.IsGood, string.Join('\n', result.Images.SelectMany(i => i.Reasons)));
        Assert.Equal(FirstShift.X, result.Images[0].Fit!.ShiftX, 0.03);
        Assert.Equal(FirstShift.Y, result.Images[0].Fit!.ShiftY, 0.03);
        Assert.All(result.Images, i => Assert.InRange(i.Sources.RowCount, 200, 800));
        Assert.All(result.Images, i => Assert.NotNull(i.Fit!.Uncertainty));
    }

    [Theory]
    [InlineData(20, 0.6)]
    [InlineData(8, -0.9)]
    public void The_automatic_mode_finds_large_offsets_and_rotations(double arcseconds, double degrees)
    {
        using var work = new GoldenCase();
        // The header is turned and moved; the exposure stays.
        FitsFile.Update(work.Files[0], file =>
        {
            foreach (int chip in (int[])[1, 2])
            {
                var header = file["SCI", chip].Header;
                var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
                double[] cd = [header.GetDouble("CD1_1"), header.GetDouble("CD1_2"), header.GetDouble("CD2_1"), header.GetDouble("CD2_2")];
                header["CD1_1"] = cos * cd[0] - sin * cd[2];
                header["CD1_2"] = cos * cd[1] - sin * cd[3];
                header["CD2_1"] = sin * cd[0] + cos * cd[2];
                header["CD2_2"] = sin * cd[1] + cos * cd[3];
                // Turned about one point of the sky, so that the two chips stay in place relative to each other.
                double cosDec = Math.Cos(double.DegreesToRadians(64.9056));
                double x = (header.GetDouble("CRVAL1") - 137.858646) * cosDec, y = header.GetDouble("CRVAL2") + 64.905585;
                header["CRVAL1"] = 137.858646 + (cos * x - sin * y) / cosDec;
                header["CRVAL2"] = -64.905585 + sin * x + cos * y + arcseconds / 3600;
            }
        });
        var options = new TweakRegOptions
        {
            OutputFolder = work.Folder,
            RefCat = SharedData.Path("golden", "small", "gaia.cat"),
            SearchRad = AutoNumber.Auto,
            SourceFinding = new SourceFindingOptions { Threshold = 200.0 },
        };
        var result = Run([work.Files[0]], options);
        var image = result.Images[0];
        Assert.Equal(AlignmentVerdict.Good, image.Verdict);
        Assert.Equal(Math.Abs(degrees), Math.Abs(Math.IEEERemainder(image.Fit!.Rotation, 360)), 0.02);
        Assert.True(image.Fit.Count > 110);
    }

    [Fact]
    public void A_reference_image_aligns_the_others_and_gets_no_fit()
    {
        using var work = new GoldenCase();
        var result = Run(work.Files, Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { RefCat = "", WcsName = "Rel", ReuseName = false });
        Assert.Equal(AlignmentVerdict.Reference, result.Images[0].Verdict);
        Assert.Equal("isim01aaq_flc.fits", result.ReferenceName);
        // The golden fits to the catalog, taken between the exposures.
        Assert.Equal(9.097137 - 8.631545, result.Images[1].Fit!.ShiftX, 0.02);
        Assert.Equal(-6.418430 + 4.334014, result.Images[2].Fit!.ShiftY, 0.02);
        using var reference = FitsFile.Open(work.Files[0]);
        Assert.Equal("not aligned: reference", reference["SCI", 1].Header.FindString("WCSTYPE"));
        Assert.False(reference["SCI", 1].Header.Contains("FITNAME"));
    }

    [Fact]
    public void An_image_can_be_the_reference_without_being_an_input()
    {
        using var work = new GoldenCase();
        var result = Run([work.Files[1]], Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with
        {
            RefCat = "",
            RefImage = work.Files[0],
            UpdateHdr = false,
            RefSourceFinding = new SourceFindingOptions { Threshold = 200.0 },
        });
        Assert.Equal(AlignmentVerdict.Good, result.Images[0].Verdict);
        Assert.Equal(9.097137 - 8.631545, result.Images[0].Fit!.ShiftX, 0.03);
    }

    [Fact]
    public void Expanding_the_reference_adds_the_unmatched_sources_of_good_images()
    {
        using var work = new GoldenCase();
        var options = Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { UpdateHdr = false };
        int plain = Run(work.Files, options).ReferenceSources.RowCount;
        foreach (bool order in (bool[])[true, false])
        {
            var result = Run(work.Files, options with { ExpandRefCat = true, EnforceUserOrder = order });
            Assert.True(result.IsGood);
            Assert.True(result.ReferenceSources.RowCount > plain + 300);
            Assert.Contains("isim01aaq_flc.fits", result.ReferenceSources.Strings("source"));
            Assert.Equal(Enumerable.Range(0, result.ReferenceSources.RowCount).Select(i => (double)i), result.ReferenceSources.Doubles("id"));
            Assert.True(File.Exists(Path.Combine(work.Folder, "cumulative_sky_refcat_gaia.coo")));
        }
    }

    [Fact]
    public void The_catalogs_of_one_run_serve_as_catfile_of_the_next()
    {
        using var work = new GoldenCase();
        var options = Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { UpdateHdr = false };
        var first = Run(work.Files, options);
        var second = Run(work.Files, options with { CatFile = Path.Combine(work.Folder, "isim01aaq_flc_xy_catfile.list"), FluxCol = "3", WriteCat = false });
        for (int i = 0; i < 3; i++)
        {
            // Six digits are written.
            Assert.Equal(first.Images[i].Fit!.ShiftX, second.Images[i].Fit!.ShiftX, 1e-3);
            Assert.Equal(first.Images[i].Fit!.Count, second.Images[i].Fit!.Count);
        }
    }

    [Fact]
    public void The_headerlet_holds_the_solution_and_is_attached()
    {
        using var work = new GoldenCase();
        var options = Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { WcsName = "Gaia", ReuseName = false, Headerlet = true, Author = "A. Student", Descrip = "to Gaia" };
        Run([work.Files[0]], options);
        using var headerlet = Headerlet.Open(Path.Combine(work.Folder, "isim01aaq_flc_hlet.fits"));
        using var file = FitsFile.Open(work.Files[0]);
        Assert.Equal("Gaia", headerlet.WcsName);
        Assert.Equal("A. Student", headerlet.Author);
        Assert.Equal(file["SCI", 1].Header.GetDouble("CRVAL1"), headerlet.Wcs(1).Linear.CrVal1, 1e-12);
        Assert.True(AttachedHeaderlets.Contains(file, "Gaia"));
    }

    [Fact]
    public void Clean_removes_the_catalogs_but_not_the_shifts()
    {
        using var work = new GoldenCase();
        var result = Run(work.Files, Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { UpdateHdr = false, Clean = true });
        Assert.Empty(Directory.GetFiles(work.Folder, "*.coo").Concat(Directory.GetFiles(work.Folder, "*.match")));
        Assert.True(File.Exists(Path.Combine(work.Folder, "shifts.txt")));
        Assert.All(result.Products, path => Assert.True(File.Exists(path)));
    }

    [Fact]
    public void Poor_alignments_update_headers_only_when_forced()
    {
        using var work = new GoldenCase();
        // A handful of catalog stars: the evidence is too thin for a general fit.
        string[] rows = File.ReadAllLines(SharedData.Path("golden", "small", "gaia.cat"));
        string sparse = Catalog(work, [rows[0], .. rows.Skip(1).Where((_, i) => i % 37 == 0)]);
        var options = Golden(work.Folder, "gaia.cat", FitGeometry.General) with { RefCat = sparse, MinObj = 3, WcsName = "Thin", ReuseName = false };
        var result = Run([work.Files[0]], options);
        Assert.True(result.Images[0].Verdict == AlignmentVerdict.Poor, string.Join("; ", result.Images[0].Reasons));
        Assert.False(result.Images[0].HeaderUpdated);
        Assert.True(Run([work.Files[0]], options with { Force = true }).Images[0].HeaderUpdated);
    }
}
