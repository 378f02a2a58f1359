namespace HstNotebooks.Archives;

/// <summary>
/// Where the archives are and how they are asked: addresses, time limits, cache, offline work and replay. Immutable; every call
/// of a client takes one, and <see cref="FromEnvironment"/> makes the one that is used when none is given.
/// </summary>
public sealed record ArchiveOptions
{
    /// <summary>The MAST server.</summary>
    public Uri MastUrl { get; init; } = new("https://mast.stsci.edu/");

    /// <summary>The server of MAST's catalogs of sources (Pan-STARRS).</summary>
    public Uri MastCatalogsUrl { get; init; } = new("https://catalogs.mast.stsci.edu/");

    /// <summary>The SDSS SkyServer.</summary>
    public Uri SdssUrl { get; init; } = new("https://skyserver.sdss.org/");

    /// <summary>
    /// TAP services that hold the Gaia tables, tried in order: the next one is asked when one cannot be reached or is down.
    /// The first is ESA's archive, the others are partner data centres (ARI Heidelberg, AIP Potsdam) that document <c>gaiadr3.gaia_source</c>
    /// with the same columns. TAPVizieR is no mirror: its table is <c>I/355/gaiadr3</c> with columns of other names.
    /// </summary>
    public IReadOnlyList<Uri> GaiaTapUrls { get; init; } =
        [new("https://gea.esac.esa.int/tap-server/tap"), new("https://gaia.ari.uni-heidelberg.de/tap"), new("https://gaia.aip.de/tap")];

    /// <summary>ESA's server of the data of single Gaia sources (datalink).</summary>
    public Uri GaiaDataUrl { get; init; } = new("https://gea.esac.esa.int/data-server/data");

    /// <summary>The CRDS server for HST (<c>CRDS_SERVER_URL</c>).</summary>
    public Uri CrdsUrl { get; init; } = new("https://hst-crds.stsci.edu/");

    /// <summary>The CRDS cache of references and mappings (<c>CRDS_PATH</c>); null puts it below <see cref="CacheFolder"/>.</summary>
    public string? CrdsPath { get; init; }

    /// <summary>The CRDS context to use (<c>CRDS_CONTEXT</c>), for example <c>hst_1156.pmap</c>; null asks for the operational one.</summary>
    public string? CrdsContext { get; init; }

    /// <summary>The MAST token for data with exclusive access (<c>MAST_API_TOKEN</c>); sent to MAST only, over https only.</summary>
    public Secret? MastToken { get; init; }

    /// <summary>Longest wait for the head of MAST's answer; MAST holds a query open while it works.</summary>
    public TimeSpan MastTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Longest wait for the head of SDSS's answer.</summary>
    public TimeSpan SdssTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for the head of an answer of a Gaia service.</summary>
    public TimeSpan GaiaTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest wait for the head of CRDS's answer.</summary>
    public TimeSpan CrdsTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest silence in the middle of an answer or a download.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest life of an asynchronous job before it is given up.</summary>
    public TimeSpan JobTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Pause between two questions about the phase of a job.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How often a request is tried in all; 1 means no second try.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Pause before the second try; doubled each time, with jitter.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between tries; a service that asks for more (Retry-After) is given up with its own number in the message.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest answer that is taken into memory, in bytes, after decompression.</summary>
    public long LargestReply { get; init; } = 1L << 30;

    /// <summary>Largest file that is downloaded, in bytes.</summary>
    public long LargestDownload { get; init; } = 64L << 30;

    /// <summary>How many files are downloaded at the same time, and the most connections to one server.</summary>
    public int ParallelDownloads { get; init; } = 4;

    /// <summary>Most redirects of one request.</summary>
    public int RedirectLimit { get; init; } = 20;

    /// <summary>Where answers are kept (<c>HST_NOTEBOOKS_CACHE</c>).</summary>
    public string CacheFolder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home ? home : Path.GetTempPath(),
        "hst-notebooks", "archives");

    /// <summary>How long a kept answer is used without asking again; zero switches the cache off. Offline, any age is used.</summary>
    public TimeSpan CacheAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Most bytes that kept answers take; the least recently used ones go first.</summary>
    public long CacheSize { get; init; } = 2L << 30;

    /// <summary>Whether nothing is sent to any server (<c>HST_NOTEBOOKS_OFFLINE=1</c>); answers come from the cache or the replay.</summary>
    public bool Offline { get; init; }

    /// <summary>A folder of recorded exchanges that stands in for all services (<c>HST_NOTEBOOKS_REPLAY</c>); null for none.</summary>
    public string? ReplayFolder { get; init; }

    /// <summary>A folder where every exchange is recorded for a later replay (<c>HST_NOTEBOOKS_RECORD</c>); null for none.</summary>
    public string? RecordFolder { get; init; }

    /// <summary>
    /// The defaults with what the environment says: HST_NOTEBOOKS_OFFLINE, HST_NOTEBOOKS_CACHE, HST_NOTEBOOKS_REPLAY, HST_NOTEBOOKS_RECORD,
    /// HST_NOTEBOOKS_SERVICES, MAST_API_TOKEN, CRDS_SERVER_URL, CRDS_PATH, CRDS_CONTEXT. None is required.
    /// </summary>
    /// <exception cref="Errors.ParameterException">CRDS_SERVER_URL or HST_NOTEBOOKS_SERVICES is no address.</exception>
    public static ArchiveOptions FromEnvironment()
    {
        var defaults = Variable("HST_NOTEBOOKS_SERVICES") is { } server ? At(Address("HST_NOTEBOOKS_SERVICES", server, "http://127.0.0.1:8080")) : new ArchiveOptions();
        return defaults with
        {
            Offline = Variable("HST_NOTEBOOKS_OFFLINE") is { } offline && offline is not ("0" or "false" or "no"),
            CacheFolder = Variable("HST_NOTEBOOKS_CACHE") ?? defaults.CacheFolder,
            ReplayFolder = Variable("HST_NOTEBOOKS_REPLAY"),
            RecordFolder = Variable("HST_NOTEBOOKS_RECORD"),
            MastToken = Secret.From(Variable("MAST_API_TOKEN")),
            CrdsUrl = CrdsServer(Variable("CRDS_SERVER_URL"), defaults.CrdsUrl),
            CrdsPath = Variable("CRDS_PATH"),
            CrdsContext = Variable("CRDS_CONTEXT"),
        };
    }

    /// <summary>Options that ask one server instead of all services, each under the paths of its own: a local mirror, or a server of recorded replies.</summary>
    /// <param name="server">The server; https, or http on this machine.</param>
    public static ArchiveOptions At(Uri server) => new()
    {
        MastUrl = server,
        MastCatalogsUrl = server,
        SdssUrl = server,
        GaiaTapUrls = [new Uri(server, "/tap-server/tap")],
        GaiaDataUrl = new Uri(server, "/data-server/data"),
        CrdsUrl = server,
    };

    /// <summary>The time limit for the head of an answer of a service.</summary>
    public TimeSpan TimeoutOf(ArchiveService service) => service switch
    {
        ArchiveService.Mast => MastTimeout,
        ArchiveService.Sdss => SdssTimeout,
        ArchiveService.Gaia => GaiaTimeout,
        _ => CrdsTimeout,
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Uri CrdsServer(string? text, Uri fallback)
    {
        // The name that the CRDS client uses for "no server" is no server for us either; then the default is kept.
        return text is null || text.Contains("serverless", StringComparison.OrdinalIgnoreCase) ? fallback : Address("CRDS_SERVER_URL", text, "https://hst-crds.stsci.edu");
    }

    private static Uri Address(string variable, string text, string example) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw new Errors.ParameterException($"{variable} is no address: '{text}'") { Parameter = variable, Expected = $"for example {example}" };
}
