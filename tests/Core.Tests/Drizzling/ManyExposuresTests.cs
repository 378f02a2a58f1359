using System.Globalization;
using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Progress;
using HstNotebooks.Simulation;
using HstNotebooks.Sky;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>More exposures than a context plane, an old limit of open files or the memory of the median would hold.</summary>
[Collection(WorkingFolder.Name)]
public class ManyExposuresTests
{
    private const int Count = 70, Side = 64, MostFiles = 16;

    [Fact]
    public void Seventy_exposures_take_few_open_files_and_three_context_planes()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] inputs = [.. Enumerable.Range(0, Count).Select(i => Simulate(folder, i, i))];
            var files = new OpenFiles();
            var options = new AstroDrizzleOptions { Output = "many", Preserve = false, Clean = true, RunFile = "", SkyMethod = SkyMethod.Match };
            var (science, context) = GoldenCase.InFolder(folder, () =>
            {
                var result = AstroDrizzle.Run(inputs, options, files);
                using var sci = FitsFile.Open(result.SciencePath);
                using var ctx = FitsFile.Open(result.ContextPath!);
                Assert.Equal(Count, sci.PrimaryHeader.FindInt("NDRIZIM"));
                Assert.Equal("jmany0069_flt.fits[sci,1]", sci.PrimaryHeader.FindString("D070DATA"));
                Assert.Equal(Count, sci.Table("HDRTAB").RowCount);
                return (((ImageHdu)sci.Hdus[0]).Read<float>(), ((ImageHdu)ctx.Hdus[0]).ReadArray<int>());
            });
            int plane = science.Pixels.Length;
            Assert.Equal(3 * plane, context.Length);
            int[] union = [.. Enumerable.Range(0, 3).Select(p => context.AsSpan(p * plane, plane).ToArray().Aggregate(0, (a, b) => a | b))];
            Assert.Equal([-1, -1, 0b111111], union);
            Assert.InRange(Enumerable.Range(0, plane).Max(i => Enumerable.Range(0, 3).Sum(p => int.PopCount(context[p * plane + i]))), Drizzler.BitsPerPlane + 1, Count);
            Assert.InRange(files.Most, 1, MostFiles);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// What a run knows of an exposure is its WCS, the map onto the frame, some numbers and names, and the list of its cosmic rays: 3 kB here. The cards of one header as they are
    /// read take 40 kB, its keywords in the headers of the three products 11 kB, and the smallest of its images, a mask, 4 kB.
    /// </summary>
    [Fact]
    public void Between_and_within_the_steps_an_exposure_more_takes_less_memory_than_a_header_or_an_image()
    {
        const int few = 20, many = 120, most = 5000;
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] inputs = [.. Enumerable.Range(0, many).Select(i => Simulate(folder, i, i % few))];
            // One core, so that buffers which threads keep are the same in all runs; the first run makes what stays for good.
            var options = new AstroDrizzleOptions { Output = "many", Preserve = false, Clean = true, RunFile = "", NumCores = 1 };
            LiveMemory[] runs = [.. new[] { few, few, many }.Select(count =>
            {
                var memory = new LiveMemory();
                GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs[..count], options, memory));
                return memory;
            })];
            Assert.Contains("final drizzle, first chip", runs[^1].Bytes.Keys);
            Assert.All(runs[^1].Bytes, at => Assert.True((at.Value - runs[1].Bytes[at.Key]) / (many - few) < most, $"{(at.Value - runs[1].Bytes[at.Key]) / (many - few)} bytes for each exposure before: {at.Key}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Of_very_many_exposures_the_closest_are_compared_and_all_are_linked()
    {
        // Two heaps of exposures that touch in one place only.
        var caps = new List<SkyCap>();
        for (int heap = 0; heap < 2; heap++)
            for (int i = 0; i < 100; i++) caps.Add(new SkyCap(new SkyPosition(10 + 0.0195 * heap + 1e-5 * (i % 10), 1e-5 * (i / 10)), 0.01));
        var pairs = OverlapPairs.Choose(caps, out bool all);
        Assert.False(all);
        Assert.InRange(pairs.Count, 100 * OverlapPairs.Neighbours / 2, 200 * OverlapPairs.Neighbours);
        Assert.All(Enumerable.Range(0, 200), i => Assert.True(pairs.Count(p => p.I == i || p.J == i) >= OverlapPairs.Neighbours));
        double[] sky = [.. Enumerable.Range(0, 200).Select(i => 3 + Math.Sin(i))];
        Assert.Contains(pairs, p => p.I < 100 && p.J >= 100);
        var overlaps = pairs.Where(p => p.I < 100 == p.J < 100).Select(Overlap).ToList();
        var missing = OverlapPairs.Unlinked(caps, overlaps);
        Assert.NotEmpty(missing);
        overlaps.AddRange(missing.Select(Overlap));
        Assert.Empty(OverlapPairs.Unlinked(caps, overlaps));
        double?[] offsets = SkyMatcher.Solve(200, overlaps);
        for (int i = 0; i < 200; i++) Assert.Equal(sky[i] - sky.Min(), offsets[i]!.Value, 1e-9);

        SkyOverlap Overlap((int I, int J) pair) => new(pair.I, pair.J, sky[pair.I], sky[pair.J], 1000 + pair.I, 1000 + pair.J);
    }

    private static string Simulate(string folder, int i, int place)
    {
        var camera = CameraModels.AcsHrc.Reduced(Side, Side);
        var stars = Enumerable.Range(0, 30).Select(n => new Star(150 + 0.004 * Math.Sin(7 * n), 2 + 0.004 * Math.Cos(5 * n), 20)).ToArray();
        var exposure = new ExposureDescription
        {
            RootName = string.Create(CultureInfo.InvariantCulture, $"jmany{i:D4}"),
            Camera = camera,
            Filter = camera.Filters.Keys.First(),
            ExposureTime = 300,
            Target = new SkyPosition(150, 2),
            PosTarg1 = 0.3 * (place % 8 - 4),
            PosTarg2 = 0.3 * (place / 8 - 4),
        };
        string path = Path.Combine(folder, exposure.FileName);
        ExposureSimulator.Render(new Scene("many", stars, 11), exposure).File.Save(path);
        return path;
    }

    /// <summary>The memory in use when a step starts, and when its first exposure is done.</summary>
    private sealed class LiveMemory : IProgress<TaskProgress>
    {
        public Dictionary<string, long> Bytes { get; } = [];

        public void Report(TaskProgress value)
        {
            string at = value.Step + (value.Detail is { Length: > 0 } ? ", first chip" : "");
            if (!Bytes.ContainsKey(at)) Bytes[at] = GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    /// <summary>Counts the data files that are open whenever the run reports.</summary>
    private sealed class OpenFiles : IProgress<TaskProgress>
    {
        public int Most { get; private set; }

        public void Report(TaskProgress value)
        {
            if (!OperatingSystem.IsLinux()) { Most = 1; return; }
            int open = 0;
            foreach (string link in Directory.GetFiles("/proc/self/fd"))
            {
                try
                {
                    string? name = File.ResolveLinkTarget(link, false)?.Name;
                    if (name is not null && (name.Contains(".fits", StringComparison.Ordinal) || name.Contains(".scratch", StringComparison.Ordinal))) open++;
                }
                catch (IOException)
                {
                    // Closed meanwhile.
                }
            }
            Most = Math.Max(Most, open);
        }
    }
}
