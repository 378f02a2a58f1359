using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Simulation;
using HstNotebooks.Sky;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Simulation;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Tasks;

/// <summary>The headerlet tasks one after the other, on real exposures and headerlets and on a simulated exposure.</summary>
public sealed class WholeHeaderletTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Real_headerlets_are_applied_to_the_real_exposures_that_they_belong_to()
    {
        var exposures = new Dictionary<string, string>();
        foreach (string path in Directory.GetFiles(SharedData.Path("data/headers"), "sample_*_fl?.fits").Append(SharedData.Path("data/headers/sample_flc_header.fits")))
        {
            using var file = FitsFile.Open(path);
            if (file.PrimaryHeader.FindString("ROOTNAME")?.Trim() is { } root) exposures.TryAdd(root, path);
        }
        int applied = 0, refused = 0;
        foreach (string path in Directory.GetFiles(SharedData.Path("data/headerlets"), "*_hlet.fits"))
        {
            using var headerlet = Headerlet.Open(path);
            string destination = headerlet.File.PrimaryHeader.GetString("DESTIM").Trim();
            if (!exposures.TryGetValue(destination, out string? source)) continue;
            string image = Path.Combine(_folder, $"{applied + refused}.fits"), extracted = Path.Combine(_folder, $"{applied + refused}_hlet.fits");
            File.Copy(source, image);
            int before = HeaderletTasks.Summary(image).RowCount;
            try
            {
                HeaderletTasks.Apply(image, new ApplyHeaderletOptions { Hdrlet = path, Archive = false, Attach = false });
            }
            catch (WcsException e) when (path.Contains("OPUS", StringComparison.Ordinal) || headerlet.DistName != DistortionOf(source))
            {
                // That of the first pipeline has no distortion, and an earlier one has another.
                Assert.True(e.Message.Contains("distortion", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("SIP", StringComparison.Ordinal) || e.Message.Contains("IDCSCALE", StringComparison.Ordinal), e.Message);
                refused++;
                continue;
            }
            applied++;
            using (var file = FitsFile.Open(image))
            {
                foreach (var chip in headerlet.Chips)
                {
                    ImageWcs expected = headerlet.Wcs(chip.Version), own = ImageWcs.FromHeader(file["SCI", chip.Version].Header, file);
                    Assert.Equal(expected.Linear with { LonPole = null, LatPole = null }, own.Linear); // these are the usual ones
                    foreach (var (x, y) in ((double, double)[])[(1, 1), (300.25, 700.5), (1000, 4)]) Assert.Equal(expected.PixelToSky(x, y), own.PixelToSky(x, y));
                }
            }
            HeaderletTasks.Attach(image, new AttachHeaderletOptions { Hdrlet = Renamed(path, "MINE") });
            HeaderletTasks.Extract(image, new ExtractHeaderletOptions { HdrName = "MINE", Output = extracted });
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "renamed_hlet.fits")), File.ReadAllBytes(extracted));
            HeaderletTasks.Restore(image, new RestoreHeaderletOptions { HdrName = "MINE", Archive = false });
            HeaderletTasks.Delete(image, new DeleteHeaderletOptions { HdrName = "MINE" });
            Assert.Equal(before, HeaderletTasks.Summary(image).RowCount);
        }
        Assert.True(applied >= 10 && refused >= 2, $"{applied} applied, {refused} refused");

        string DistortionOf(string exposure)
        {
            using var file = FitsFile.Open(exposure);
            return file.PrimaryHeader.FindString("DISTNAME")?.Trim() ?? "";
        }

        string Renamed(string path, string name)
        {
            string copy = Path.Combine(_folder, "renamed_hlet.fits");
            File.Copy(path, copy, overwrite: true);
            FitsFile.Update(copy, file => file.PrimaryHeader["HDRNAME"] = name);
            return copy;
        }
    }

    [Fact]
    public void The_solution_of_a_simulated_exposure_goes_through_all_eight_tasks()
    {
        string image = ExposureSimulator.Render(new Scene("empty", [], 3), PlainExposure.Of(CameraModels.AcsWfc.Reduced(256, 200)), cancel: TestContext.Current.CancellationToken).Save(_folder)[0];
        var first = Positions();
        string written = Path.Combine(_folder, "first_hlet.fits");
        HeaderletTasks.Write(image, new WriteHeaderletOptions { HdrName = "FIRST", Output = written, Attach = false });
        FitsFile.Update(image, file =>
        {
            foreach (var header in WcsArchive.ScienceHeaders(file))
            {
                header["CRVAL1"] = header.GetDouble("CRVAL1") + 1e-4;
                header["WCSNAME"] = "SHIFTED";
            }
        });
        var shifted = Positions();
        Assert.NotEqual(first, shifted);
        HeaderletTasks.Archive(image, new ArchiveHeaderletOptions { HdrName = "SECOND" });
        HeaderletTasks.Apply(image, new ApplyHeaderletOptions { Hdrlet = written, Archive = false });
        Assert.Equal(first, Positions());
        HeaderletTasks.Restore(image, new RestoreHeaderletOptions { HdrName = "SECOND", Archive = false });
        Assert.Equal(shifted, Positions());
        Assert.Equal(["SECOND", "FIRST"], HeaderletTasks.Summary(image).Strings("HDRNAME"));
        HeaderletTasks.Delete(image, new DeleteHeaderletOptions { HdrName = "FIRST" });
        HeaderletTasks.Attach(image, new AttachHeaderletOptions { Hdrlet = written });
        string extracted = Path.Combine(_folder, "again_hlet.fits");
        HeaderletTasks.Extract(image, new ExtractHeaderletOptions { HdrName = "FIRST", Output = extracted });
        Assert.Equal(File.ReadAllBytes(written), File.ReadAllBytes(extracted));

        SkyPosition[] Positions()
        {
            using var file = FitsFile.Open(image);
            return [.. file.Hdus.Where(hdu => hdu.Name == "SCI").SelectMany(hdu => ((double, double)[])[(1, 1), (100.25, 50.5), (256, 200)], (hdu, at) => ImageWcs.FromHeader(hdu.Header, file).PixelToSky(at.Item1, at.Item2))];
        }
    }
}
