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
}
