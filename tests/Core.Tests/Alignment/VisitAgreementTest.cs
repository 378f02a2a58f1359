using HstNotebooks.Alignment;
using HstNotebooks.Images;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Alignment;

public class VisitAgreementTest
{
    [Fact]
    public void An_exposure_that_stands_apart_with_thin_evidence_becomes_poor()
    {
        var result = VisitAgreement.Apply([Image("ibwb01a", 5, -9), Image("ibwb01b", 6, -9), Image("ibwb01c", 40, -9)], 0.04);
        Assert.Equal([AlignmentVerdict.Good, AlignmentVerdict.Good, AlignmentVerdict.Poor], result.Select(i => i.Verdict));
        Assert.Contains("1.38 arcsec", result[2].Reasons[^1]);
    }

    [Fact]
    public void Overwhelming_evidence_stands_and_is_only_remarked()
    {
        var result = VisitAgreement.Apply([Image("ibwb01a", 5, -9), Image("ibwb01b", 6, -9), Image("ibwb01c", 40, -200)], 0.04);
        Assert.Equal(AlignmentVerdict.Good, result[2].Verdict);
        Assert.Single(result[2].Reasons);
    }

    [Fact]
    public void Exposures_of_other_visits_and_pairs_are_left_alone()
    {
        Assert.All(VisitAgreement.Apply([Image("ibwb01a", 5, -9), Image("ibwb02b", 6, -9), Image("ibwb03c", 40, -9)], 0.04), i => Assert.Empty(i.Reasons));
        Assert.All(VisitAgreement.Apply([Image("ibwb01a", 5, -9), Image("ibwb01b", 60, -9)], 0.04), i => Assert.Empty(i.Reasons));
    }

    private static ImageAlignment Image(string root, double shift, double log)
    {
        double[] x = [0, 100, 200], y = [0, 300, 100];
        var fit = LinearFitter.Fit(new PositionList(x, y), new PositionList([.. x.Select(v => v + shift)], y), new PixelPosition(0, 0), FitGeometry.Shift);
        return new ImageAlignment
        {
            Path = root + "q_flc.fits",
            FileName = root + "q_flc.fits",
            Verdict = AlignmentVerdict.Good,
            Reasons = [],
            Sources = new Table([]),
            Fit = fit,
            Chance = new ChanceEstimate(1, 10, 0, log),
        };
    }
}
