using HstNotebooks.Hosting;
using HstNotebooks.Progress;

namespace HstNotebooks.Tests.Hosting;

public sealed class ProgressLineTests
{
    [Fact]
    public void The_line_is_updated_at_most_five_times_a_second_and_collapses_into_a_summary()
    {
        var host = new FakeHost();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using (var line = new ProgressLine(host, "tweakreg"))
        {
            while (clock.ElapsedMilliseconds < 900)
            {
                line.Report(new("finding <sources>", clock.ElapsedMilliseconds / 900.0, "a.fits"));
                Thread.Sleep(3);
            }
            line.Succeed();
        }
        double seconds = clock.Elapsed.TotalSeconds;
        Assert.StartsWith("tweakreg 0 %: finding <sources> (a.fits)", Assert.Single(host.Displayed).Text);
        Assert.DoesNotContain("<sources>", host.Displayed[0].Data["text/html"]);
        Assert.InRange(host.Updates.Count, 2, (int)(5 * seconds) + 2);
        Assert.Matches(@"^tweakreg: done in \d+\.\d s$", host.Updates[^1].Text);
    }

    [Fact]
    public void A_task_that_stops_says_so_and_a_short_one_says_nothing()
    {
        var host = new FakeHost();
        using (var line = new ProgressLine(host, "a")) line.Report(new("step", double.NaN));
        Assert.StartsWith("a: stopped after", host.Updates[^1].Text);
        var quiet = new FakeHost();
        using (var line = new ProgressLine(quiet, "b")) line.Succeed();
        Assert.Empty(quiet.Displayed);
    }

    [Fact]
    public void Runs_of_one_task_share_a_line_that_counts_them_and_adds_their_times()
    {
        var host = new FakeHost();
        var line = new ProgressLine(host, "a");
        for (int run = 1; run <= 3; run++)
        {
            if (run > 1) line = line.Again();
            line.Report(new("step", 0.5));
            Thread.Sleep(110);
            line.Succeed();
            line.Dispose();
        }
        Assert.Single(host.Displayed);
        Assert.Matches(@"^a: 3 runs done in 0\.[3-9] s$", host.Updates[^1].Text);
        using (var failing = line.Again()) failing.Report(new("step", 0.5));
        Assert.Equal("a: stopped after 0.0 s, in run 4", host.Updates[^1].Text);
    }
}
