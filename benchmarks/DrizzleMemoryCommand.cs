using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Drizzling;
using HstNotebooks.Parameters;
using HstNotebooks.Simulation;
using HstNotebooks.Sky;

namespace HstNotebooks.Benchmarks;

/// <summary>
/// Peak memory and open files of a run of AstroDrizzle over many small exposures, or onto a very large frame; each run is a process of its own:
/// <c>drizzle-memory [folder] many 20,200,600 [side]</c>, <c>drizzle-memory [folder] large 31623 [name=value ...]</c>. The folder needs room for the products.
/// </summary>
internal static class DrizzleMemoryCommand
{
    private const double DitherArcsec = 3;

    public static void Run(string[] args)
    {
        var (folder, kind, rest) = (args[0], args[1], args[2..]);
        if (kind == "run") { Measure(folder, rest); return; }
        Console.WriteLine("| exposures | chips of each | frame | seconds | peak memory | most open files, without assemblies |\n|---|---|---|---|---|---|");
        if (kind == "many")
        {
            int side = rest.Length > 1 ? Number(rest[1]) : 512;
            foreach (int count in rest[0].Split(',').Select(Number)) InFolder(folder, count, side, []);
        }
        else
        {
            string size = rest[0];
            string scale = (0.0259 * 540 / Number(size)).ToString("R", CultureInfo.InvariantCulture);
            InFolder(folder, 3, 512, ["final_scale=" + scale, "final_outnx=" + size, "final_outny=" + size, .. rest[1..].Select(r => r.Replace("SCALE", scale))]);
        }
    }

    /// <summary>Writes the exposures and drizzles them in another process, whose memory is then that of the drizzling alone.</summary>
    private static void InFolder(string folder, int count, int side, string[] parameters)
    {
        string work = Path.Combine(Path.GetFullPath(folder), $"drizzle-memory-{Environment.ProcessId}");
        Directory.CreateDirectory(work);
        try
        {
            Simulate(work, count, side);
            var start = new ProcessStartInfo(Environment.ProcessPath!) { WorkingDirectory = work };
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(DrizzleMemoryCommand).Assembly.Location);
            foreach (string argument in (string[])["drizzle-memory", work, "run", .. parameters]) start.ArgumentList.Add(argument);
            start.RedirectStandardOutput = true;
            using var process = Process.Start(start)!;
            int most = 0;
            while (!process.WaitForExit(10)) most = Math.Max(most, OpenFiles(process.Id));
            Console.WriteLine($"{process.StandardOutput.ReadToEnd().TrimEnd()} {most} |");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Simulate(string folder, int count, int side)
    {
        var camera = CameraModels.AcsHrc.Reduced(side, side);
        var random = new Random(5);
        var target = new SkyPosition(150, 2);
        var stars = Enumerable.Range(0, 400).Select(i => new Star(150 + (random.NextDouble() - 0.5) * 0.01, 2 + (random.NextDouble() - 0.5) * 0.01, 19 + 6 * random.NextDouble())).ToArray();
        var scene = new Scene("many", stars, 11);
        int pattern = (int)Math.Ceiling(Math.Sqrt(20));
        Parallel.For(0, count, i =>
        {
            // The same square of dithers for any number of exposures, so that the frame is the same.
            double x = i % 20 % pattern / (pattern - 1.0) - 0.5, y = i % 20 / pattern / (pattern - 2.0) - 0.5, jitter = 0.01 * (i / 20 % 7);
            var exposure = new ExposureDescription
            {
                RootName = string.Create(CultureInfo.InvariantCulture, $"jmany{i:D4}"),
                Camera = camera,
                Filter = camera.Filters.Keys.First(),
                ExposureTime = 300,
                Target = target,
                PosTarg1 = DitherArcsec * x * (1 - jitter),
                PosTarg2 = DitherArcsec * y * (1 - jitter),
            };
            var rendered = ExposureSimulator.Render(scene, exposure);
            rendered.File.Save(Path.Combine(folder, exposure.FileName));
        });
    }

    private static void Measure(string folder, string[] parameters)
    {
        Directory.SetCurrentDirectory(folder);
        string[] files = [.. Directory.GetFiles(folder, "jmany*_*.fits").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
        var values = new Dictionary<string, string> { ["output"] = "many", ["preserve"] = "false", ["clean"] = "true", ["skymethod"] = "match", ["combine_type"] = "median" };
        foreach (string parameter in parameters) values[parameter.Split('=')[0]] = parameter.Split('=')[1];
        var clock = Stopwatch.StartNew();
        var result = AstroDrizzle.Run(files, ParameterSet.Bind<AstroDrizzleOptions>(values));
        clock.Stop();
        string peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        double megabytes = double.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {files.Length} | {result.Chips.RowCount / files.Length} | {result.Frame.Width} x {result.Frame.Height} | {clock.Elapsed.TotalSeconds:F1} | {megabytes:F0} MB |"));
        for (int i = 0; i < result.Timings.RowCount; i++) Console.Error.WriteLine($"    {result.Timings["step"].GetValue(i),-24} {result.Timings.Doubles("seconds")[i]:F2} s");
    }

    /// <summary>Open files of a process, without the assemblies that the runtime holds open; seen from outside, so that it is not disturbed.</summary>
    private static int OpenFiles(int process)
    {
        try
        {
            return Directory.GetFiles($"/proc/{process}/fd").Count(link => !IsAssembly(link));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static bool IsAssembly(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, false)?.Name.EndsWith(".dll", StringComparison.Ordinal) == true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Closed meanwhile.
            return true;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
