using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>The state of one run of AstroDrizzle that the steps share.</summary>
internal sealed class DrizzleRun
{
    private readonly Lazy<RunBits> bits;

    public DrizzleRun(AstroDrizzleOptions options, IReadOnlyList<ExposureState> exposures, StepClock clock, CancellationToken cancel)
    {
        (Options, Exposures, Clock, Cancel) = (options, exposures, clock, cancel);
        Parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = options.NumCores ?? Environment.ProcessorCount };
        bits = new(() => new RunBits(options));
    }

    public AstroDrizzleOptions Options { get; private set; }
    public IReadOnlyList<ExposureState> Exposures { get; }
    public StepClock Clock { get; }
    public CancellationToken Cancel { get; }
    public ParallelOptions Parallel { get; }
    public ImagePool Pool { get; } = new();
    public OpenedFiles Opened { get; } = new();
    public RunBits Bits => bits.Value;
    /// <summary>Pixels of the images of a band of the output that are in memory together.</summary>
    public long MaxBandPixels { get; set; } = FrameBands.MaxPixels;
    /// <summary>Root of the products.</summary>
    public required string OutputRoot { get; init; }
    /// <summary><c>drc</c>, <c>drz</c> or <c>drw</c>.</summary>
    public required string Suffix { get; init; }
    /// <summary>Frame of the single images and of the median.</summary>
    public required SkyFrame SeparateFrame { get; init; }
    /// <summary>Frame of the final image.</summary>
    public required SkyFrame FinalFrame { get; init; }
    public List<string> Warnings { get; } = [];
    /// <summary>Lines for the log that are no warnings.</summary>
    public List<string> Notes { get; } = [];
    public List<string> Products { get; } = [];
    public IEnumerable<ChipState> Chips => Exposures.SelectMany(e => e.Chips);
    public double TotalExposureTime => Exposures.Sum(e => e.ExposureTime);

    /// <summary>The part of the frame of the single images with data that only one exposure sees; null where they are not compared.</summary>
    public double? SeenOnce { get; set; }
    /// <summary>Whether nothing of any exposure fell onto the final frame.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>Switches on what the steps need, and off what the exposures that are left cannot do.</summary>
    public void ResolveSteps()
    {
        var asked = Options;
        Options = StepDependencies.Resolve(asked, Exposures.Count);
        if (Exposures.Count > 1) return;
        SeenOnce = 1;
        if (asked.DrizCr) Warnings.Add("there is one exposure and nothing to compare it with: median, blot and driz_cr are left out, and cosmic rays stay");
    }

    /// <summary>Opens the file of an exposure to read pixels and headers; dispose it soon.</summary>
    public Exposure Open(ExposureState exposure)
    {
        Opened.Count();
        return Exposure.Open(exposure.Path);
    }

    /// <summary>Notes a product that was written.</summary>
    public void AddProduct(string path) => Products.Add(path);

    /// <summary>Whether the intermediate products stay.</summary>
    public bool KeepIntermediate => !Options.Clean;

    /// <summary>Reads two numbers of a parameter, separated by blanks, commas or semicolons.</summary>
    public static (double First, double Second) ParsePair(string text, string parameter)
    {
        string[] parts = text.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 2 && Number(parts[0]) is { } first && Number(parts[1]) is { } second) return (first, second);
        throw new ParameterException($"'{text}' is no value for {parameter}") { Parameter = parameter, Expected = "two numbers of at least 0, as \"3.5 3.0\"" };

        static double? Number(string part) =>
            double.TryParse(part, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double value) && value >= 0 && double.IsFinite(value) ? value : null;
    }
}
