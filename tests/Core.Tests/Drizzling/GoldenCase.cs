using System.Text.Json;
using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>
/// A case of golden/small/astrodrizzle: three simulated exposures of two chips and what DrizzlePac made of them. Runs ours on the
/// same inputs in a scratch folder and compares products. Tolerances and quirks: golden/README.md.
/// </summary>
internal sealed class GoldenCase : IDisposable
{
    private static readonly object Gate = new();
    private GoldenCase(string name) => (Name, Folder) = (name, Checkout.NewScratchFolder());

    public string Name { get; }
    public string Folder { get; }
    public AstroDrizzleResult Result { get; private set; } = null!;

    /// <summary>Runs a case with its recorded parameters and some of our own.</summary>
    public static GoldenCase Run(string name, params (string Name, string Value)[] changes)
    {
        var golden = new GoldenCase(name);
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "small", "astrodrizzle", name, "params.json")));
        var values = new Dictionary<string, string> { ["preserve"] = "false", ["stepsize"] = "10" };
        foreach (var p in json.RootElement.GetProperty("parameters").EnumerateObject())
        {
            if (p.Name is "input" or "num_cores" or "overwrite") continue;
            // stepsize 1 samples the exact map at every pixel and interpolates between pixels; ours is exact everywhere.
            values[p.Name] = p.Value.ToString();
        }
        foreach (var (key, value) in changes) values[key] = value;
        var options = ParameterSet.Bind<AstroDrizzleOptions>(values);
        string[] inputs = [.. "abc".Select(c => WriteInput(golden.Folder, $"isim01a{c}q"))];
        if (options.SkyFile.Length > 0) WriteSky(Path.Combine(golden.Folder, options.SkyFile));
        golden.Result = InFolder(golden.Folder, () => AstroDrizzle.Run(inputs, options));
        return golden;
    }

    /// <summary>Calls a function with a folder as the working directory; one at a time.</summary>
    public static T InFolder<T>(string folder, Func<T> call)
    {
        lock (Gate)
        {
            Directory.SetCurrentDirectory(folder);
            try { return call(); }
            finally { Directory.SetCurrentDirectory(AppContext.BaseDirectory); }
        }
    }

    /// <summary>Writes an input: the headers after the alignment to gaia.cat, with the pixels of the simulation.</summary>
    public static string WriteInput(string folder, string root)
    {
        string path = Path.Combine(folder, root + "_flc.fits");
        using var headers = FitsFile.Open(SharedData.Path("golden", "small", "updated_gaia_rscale", root + "_flc_skeleton.fits.gz"));
        using var pixels = FitsFile.Open(SharedData.Path("golden", "small", root + "_flc.fits.gz"));
        for (int version = 1; version <= 2; version++)
        {
            headers.Image("SCI", version).SetImage(pixels.Image("SCI", version).Read<float>());
            headers.Image("ERR", version).SetImage(pixels.Image("ERR", version).Read<float>());
            headers.Image("DQ", version).SetImage(pixels.Image("DQ", version).Read<short>());
        }
        headers.Save(path);
        return path;
    }

    /// <summary>Runs a case with the sky values that DrizzlePac found, so that the later steps are compared by themselves.</summary>
    public static GoldenCase RunWithRecordedSky(string name, params (string Name, string Value)[] changes) => Run(name, [.. changes, ("skyfile", "sky.txt")]);

    private static void WriteSky(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "small", "astrodrizzle", "default", "summary.json")));
        var lines = new List<string>();
        foreach (var entry in json.RootElement.GetProperty("sky").EnumerateObject())
            if (entry.Name.EndsWith("[SCI,1]", StringComparison.Ordinal)) lines.Add($"{entry.Name[..^7]} {entry.Value.GetProperty("MDRIZSKY").GetRawText()}");
        File.WriteAllLines(path, lines);
    }

    /// <summary>A recorded value of MDRIZSKY.</summary>
    public double RecordedSky(string file, int chip)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "small", "astrodrizzle", Name, "sky.json")));
        return json.RootElement.GetProperty($"{file}[SCI,{chip}]").GetProperty("MDRIZSKY").GetDouble();
    }

    /// <summary>A product of ours.</summary>
    public Image<float> Ours(string file)
    {
        using var fits = FitsFile.Open(Path.Combine(Folder, file));
        return ((ImageHdu)fits.Hdus.First(h => h is ImageHdu { HasData: true })).Read<float>();
    }

    /// <summary>The recorded product, and our product cut out in the same place.</summary>
    public (Image<float> Ours, Image<float> Golden) Pair(string ours, string golden)
    {
        using var fits = FitsFile.Open(SharedData.Path("golden", "small", "astrodrizzle", Name, golden + ".fits.gz"));
        var hdu = (ImageHdu)fits.Hdus[0];
        var expected = hdu.Read<float>();
        var whole = Ours(ours);
        int x0 = hdu.Header.FindInt("X0") ?? 0, y0 = hdu.Header.FindInt("Y0") ?? 0;
        Assert.Equal(hdu.Header.FindInt("FULLNX") ?? expected.Width, whole.Width);
        Assert.Equal(hdu.Header.FindInt("FULLNY") ?? expected.Height, whole.Height);
        return (whole.CutOut(x0, y0, expected.Width, expected.Height), expected);
    }

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Folder, recursive: true);
    }
}
