using HstNotebooks.Alignment;
using HstNotebooks.Images;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Images that overlap must show the same stars in the same places after the alignment.</summary>
public class MutualAgreementTest
{
    private static readonly LinearWcs Frame = new(1000, 1000, 150, 2.2, -0.04 / 3600, 0, 0, 0.04 / 3600);

    /// <summary>Images of 120 stars that are moved against each other by 20 pixels on the detector; the fit of each is wrong by a shift.</summary>
    private static List<ImageAlignment> Judge(double[] wrong, bool isHot = false)
    {
        var random = new Random(4);
        var stars = Enumerable.Range(0, 120).Select(_ => (X: 200 + 1600 * random.NextDouble(), Y: 200 + 1600 * random.NextDouble())).ToList();
        var images = new List<ImageCatalog>();
        var matches = new Dictionary<ImageCatalog, ImageMatch>();
        var alignments = new List<ImageAlignment>();
        for (int i = 0; i < wrong.Length; i++)
        {
            // Hot pixels stay where they are on the detector, and wander over the sky with the pointing.
            double[] x = [.. stars.Select(s => isHot ? Math.Round(s.X) : s.X - 20 * i + 0.03 * random.NextDouble())], y = [.. stars.Select(s => isHot ? Math.Round(s.Y) : s.Y)];
            double[] refX = [.. x.Select(v => v + (isHot ? 0.4 * i : 20 * i))];
            double[] ra = new double[x.Length], dec = new double[x.Length];
            Frame.PixelToSky(refX, y, ra, dec);
            var chip = new ChipCatalog { ExtVer = 1, Wcs = ImageWcs.FromLinear(Frame, 2000, 2000), X = x, Y = y, Flux = [.. x.Select(_ => 100.0)], Ra = ra, Dec = dec };
            var image = new ImageCatalog($"image{i}.fits", $"image{i}", null, [chip]);
            var positions = new PositionList(refX, y);
            var fit = LinearFitter.Fit(new PositionList([.. refX.Select(v => v - wrong[i] + 0.05 * (random.NextDouble() - 0.5))], y), positions, new PixelPosition(1000, 1000), FitGeometry.RScale);
            images.Add(image);
            matches[image] = new ImageMatch { Reference = new ReferenceCatalog { Name = "", Ra = ra, Dec = dec, Flux = chip.Flux, Sources = [] }, ReferencePositions = positions, ImagePositions = positions, Fit = fit };
            alignments.Add(new ImageAlignment { Path = image.Path, FileName = image.FileName, Verdict = AlignmentVerdict.Good, Reasons = [], Sources = new Table([]), Fit = fit });
        }
        return MutualAgreement.Apply(images, matches, alignments, Frame);
    }

    [Fact]
    public void Images_that_agree_stay_good_without_a_word()
    {
        var judged = Judge([0, 0, 0]);
        Assert.All(judged, image => Assert.Equal((AlignmentVerdict.Good, 0), (image.Verdict, image.Reasons.Count)));
    }

    [Fact]
    public void One_that_contradicts_the_others_is_poor_and_they_are_not()
    {
        var judged = Judge([0, 1.2, 0]);
        Assert.Equal([AlignmentVerdict.Good, AlignmentVerdict.Poor, AlignmentVerdict.Good], judged.Select(i => i.Verdict));
        Assert.Contains("(-1.2", judged[1].Reasons[0]);
        Assert.Contains("contradicts 2 of 2", judged[1].Reasons[0]);
        Assert.Contains("contradicts 1 of 2", judged[0].Reasons[0]);
    }

    [Fact]
    public void Of_two_that_contradict_each_other_none_is_good() =>
        Assert.All(Judge([0, 0.8]), image => Assert.Equal(AlignmentVerdict.Poor, image.Verdict));

    [Fact]
    public void A_fifth_of_a_pixel_is_no_contradiction() =>
        Assert.All(Judge([0, 0.2, 0]), image => Assert.Equal(AlignmentVerdict.Good, image.Verdict));

    [Fact]
    public void Hot_pixels_are_no_common_stars() =>
        Assert.All(Judge([0, 0, 0], isHot: true), image => Assert.Equal(AlignmentVerdict.Good, image.Verdict));
}
