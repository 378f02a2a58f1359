using HstNotebooks.Alignment;

namespace HstNotebooks.Tests.Alignment;

/// <summary>A sample of the random alignment problems; the whole table is made by the benchmark command.</summary>
public class AlignmentTrialsTest
{
    [Fact]
    public void Hard_fields_end_good_and_right_and_none_good_and_wrong()
    {
        var trials = AlignmentTrials.Run(80, first: 20_001, cancel: TestContext.Current.CancellationToken);
        var solvable = trials.Where(t => t.IsSolvable).ToList();
        Assert.True(solvable.Count > 50, $"only {solvable.Count} problems are solvable");
        int right = solvable.Count(t => t is { Verdict: AlignmentVerdict.Good, IsRight: true });
        Assert.True(right >= 0.95 * solvable.Count, $"{right} of {solvable.Count} solvable problems end good and right");
        Assert.DoesNotContain(trials, t => t is { Verdict: AlignmentVerdict.Good, IsRight: false });
    }

    [Theory]
    // The reference with its defaults reports ten of forty such problems wrongly as good.
    [InlineData(FitGeometry.Shift)]
    [InlineData(FitGeometry.RScale)]
    [InlineData(FitGeometry.General)]
    public void With_a_given_radius_hard_fields_may_fail_but_are_not_good_and_wrong(FitGeometry geometry)
    {
        var options = new TweakRegOptions { SearchRad = 3.0, FitGeometry = geometry };
        var trials = AlignmentTrials.Run(60, first: 30_001, options, cancel: TestContext.Current.CancellationToken);
        Assert.Contains(trials, t => t.Verdict is not AlignmentVerdict.Failed);
        Assert.DoesNotContain(trials, t => t is { Verdict: AlignmentVerdict.Good, IsRight: false });
    }

    [Fact]
    public void The_catalog_of_another_field_is_never_good()
    {
        for (int seed = 40_001; seed < 40_031; seed++)
        {
            var problem = AlignmentProblem.FromSeed(seed);
            var mixed = problem with { ReferencePositions = AlignmentProblem.FromSeed(seed + 5000).ReferencePositions, TruePairs = [], Common = 0 };
            foreach (var options in (TweakRegOptions[])[AlignmentTrials.Options, new() { SearchRad = 3.0, MinObj = 4 }])
            {
                var trial = AlignmentTrials.Run(mixed, options, TestContext.Current.CancellationToken);
                Assert.True(trial.Verdict is AlignmentVerdict.Failed, $"seed {seed}: {trial.Verdict}: {string.Join("; ", trial.Reasons)}");
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_problem_and_the_same_answer()
    {
        var first = AlignmentTrials.Run(AlignmentProblem.FromSeed(7), cancel: TestContext.Current.CancellationToken);
        var second = AlignmentTrials.Run(AlignmentProblem.FromSeed(7), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(first.WorstError, second.WorstError);
        Assert.Equal(first.Reasons, second.Reasons);
    }

    [Fact]
    public void A_crowd_of_false_sources_with_a_hundred_matches_is_not_good()
    {
        // The pattern of sparse fields: thousands of cosmic rays in both lists give over a hundred pairs at any offset.
        var random = new Random(3);
        PositionList Rays(int count) => new([.. Enumerable.Range(0, count).Select(_ => 4096 * random.NextDouble())], [.. Enumerable.Range(0, count).Select(_ => 4096 * random.NextDouble())]);
        var image = Rays(14_000);
        var problem = AlignmentProblem.FromSeed(1) with { ImagePositions = image, Flux = new double[image.Count], ReferencePositions = Rays(14_000), TruePairs = [], Common = 0 };
        var trial = AlignmentTrials.Run(problem, new TweakRegOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(AlignmentVerdict.Failed, trial.Verdict);
        Assert.Contains(trial.Reasons, r => r.Contains("chance"));
    }

    [Fact]
    public void Five_matches_that_agree_by_luck_because_the_sixth_was_lost_are_not_good()
    {
        // One of 3000 problems: catalog errors of 20 mas, five pairs that agree to 9 mas, and a rotation that is wrong by eight of its stated errors.
        var trial = AlignmentTrials.Run(AlignmentProblem.FromSeed(400976), cancel: TestContext.Current.CancellationToken);
        Assert.False(trial.IsRight);
        Assert.Equal(AlignmentVerdict.Poor, trial.Verdict);
        Assert.Contains(trial.Reasons, r => r.Contains("has no match either"));
    }

    [Fact]
    public void The_odds_of_the_same_pairs_change_smoothly_with_the_scatter_of_chance()
    {
        // Four pairs within 0.1 pixel, two of which determine the fit, in a field of 60 sources and 80 reference sources.
        var random = new Random(2);
        double[] x = [.. Enumerable.Range(0, 80).Select(_ => 1000 * random.NextDouble())], y = [.. Enumerable.Range(0, 80).Select(_ => 1000 * random.NextDouble())];
        var reference = new PositionList(x, y);
        var image = new PositionList([.. x.Take(4).Select(v => v + 0.05), .. Enumerable.Range(0, 56).Select(_ => 1000 * random.NextDouble())], [.. y.Take(4), .. Enumerable.Range(0, 56).Select(_ => 1000 * random.NextDouble())]);
        (int, int)[] pairs = [(0, 0), (1, 1), (2, 2), (3, 3)];
        double Log(double dispersion) => ChanceEstimate.Of(image, reference, pairs, 1, 25, 0, 2, dispersion).LogFalseAlarms;
        double last = Log(1);
        for (double dispersion = 1.01; dispersion < 2; dispersion += 0.01)
        {
            double log = Log(dispersion);
            // More scatter, less evidence; a hundredth more never changes the odds by more than a factor of 1.5.
            Assert.InRange(log - last, -1e-9, 0.18);
            last = log;
        }
    }

    [Theory]
    [InlineData(3, 0.01)]
    [InlineData(5, 2.0)]
    [InlineData(40, 10.0)]
    public void Between_whole_numbers_the_tail_of_chance_has_no_steps(int n, double mean)
    {
        // At whole numbers it is the bound of the Poisson tail: the exact one is P(N >= n) = P(n, mean), the regularised gamma function.
        double exact = Math.Log10(MathNet.Numerics.SpecialFunctions.GammaLowerRegularized(n, mean));
        Assert.InRange(ChanceEstimate.LogPoissonTail(n, mean), exact - 1e-9, exact + 0.15);
        for (double part = 0; part <= 1; part += 0.05)
            Assert.InRange(ChanceEstimate.LogPoissonTail(n + part, mean), ChanceEstimate.LogPoissonTail(n + 1, mean) - 1e-9, ChanceEstimate.LogPoissonTail(n, mean) + 1e-9);
    }
}
