using HstNotebooks.Alignment;

namespace HstNotebooks.Tests.Alignment;

public class ToleranceMatcherTest
{
    [Fact]
    public void Sources_are_paired_after_the_offset()
    {
        var reference = new PositionList([10, 100, 50], [10, 20, 30]);
        var image = new PositionList([55.2, 15.1, 104.9], [36, 16.1, 25.8]);
        var pairs = ToleranceMatcher.Match(image, reference, 5, 6, 1, 0.5);
        Assert.Equal([(0, 1), (1, 2), (2, 0)], pairs);
    }

    [Fact]
    public void A_source_is_used_once_and_the_closer_partner_keeps_it()
    {
        var reference = new PositionList([10, 10.7], [10, 10]);
        var image = new PositionList([10.6], [10]);
        Assert.Equal([(1, 0)], ToleranceMatcher.Match(image, reference, 0, 0, 1, 0.5));
    }

    [Fact]
    public void A_pair_at_the_tolerance_counts_and_beyond_it_does_not()
    {
        var reference = new PositionList([0], [0]);
        Assert.Single(ToleranceMatcher.Match(new PositionList([1.0], [0]), reference, 0, 0, 1, 0.5));
        Assert.Empty(ToleranceMatcher.Match(new PositionList([1.0001], [0]), reference, 0, 0, 1, 0.5));
    }

    [Fact]
    public void Of_close_sources_in_a_list_the_lower_one_stays()
    {
        Assert.Equal([0, 2], ToleranceMatcher.Thin(new PositionList([5, 5.3, 9], [1, 1.2, 1.3]), 0.5));
    }

    [Fact]
    public void Matching_equals_a_search_through_all_pairs()
    {
        var random = new Random(4);
        double[] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() * 300)];
        var reference = new PositionList(Draw(400), Draw(400));
        var image = new PositionList(Draw(500), Draw(500));
        var pairs = ToleranceMatcher.Match(image, reference, 0.4, -0.3, 2, 0);

        Assert.True(pairs.Count > 20);
        Assert.Equal(pairs.Count, pairs.Select(p => p.Image).Distinct().Count());
        foreach (var (r, i) in pairs)
        {
            int nearest = Enumerable.Range(0, image.Count)
                .MinBy(k => double.Hypot(image.X[k] - 0.4 - reference.X[r], image.Y[k] + 0.3 - reference.Y[r]));
            Assert.Equal(nearest, i);
        }
    }

    [Fact]
    public void Positions_that_are_not_numbers_never_match()
    {
        var bad = new PositionList([double.NaN, 1], [1, double.NaN]);
        Assert.Empty(ToleranceMatcher.Match(bad, bad, 0, 0, 5, 0.5));
    }
}
