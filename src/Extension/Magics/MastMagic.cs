using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Magics;

/// <summary><c>#!mast</c>: observations, products and downloads of MAST.</summary>
internal static class MastMagic
{
    private const string Choosing = "Choosing observations", Products = "Choosing products";

    public static Magic Create() => ArchiveMagic.Define("mast", "Downloads products of observations from MAST, or only lists them.",
        [
            Criterion("obs_id", "names of observations; * for any text") with { ValueType = typeof(string[]), IsPositional = true },
            new("list", "downloads nothing and lists instead", typeof(string), Choices: ["observations", "count", "products", "columns", "missions"]),
            Criterion("target", "a position in degrees or hours and degrees, or the name of an object"), Criterion("proposal_id", "the programme"), Criterion("filters", "filter names"),
            Criterion("instrument_name", "for example WFC3/UVIS"), Criterion("obs_collection", "the mission, for example HST"), Criterion("project_of_observation", "for example HST or HAP"),
            Criterion("target_name", "the name that the proposer gave"), Criterion("t_exptime", "exposure time, for example 10..500 [s]"), Criterion("t_min", "start, for example 2012-01-01..2012-12-31"),
            Criterion("column", "any other column as NAME=VALUE"), Criterion("radius", "radius around the target in degrees, or with a unit: 0.2, 12arcmin") with { Default = "0.2" },
            Product("productSubGroupDescription", "for example FLC, FLT, C0M"), Product("project", "for example CALWF3"), Product("extension", "endings of file names"),
            Product("mrp_only", "only the minimum recommended products") with { ValueType = typeof(bool), Default = "False" }, Product("where", "a condition on any other column as NAME=CONDITION, for example size=<200000000"),
            new("download_dir", "where the files go", typeof(string), "."),
            new("flat", "all files directly in the folder", typeof(bool), "False"),
            new("script", "downloads nothing and saves a shell script that does, for another machine", typeof(string)),
            new("catalog", "lists the sources of a catalog around the target instead of observations", typeof(string), Choices: ["hsc", "panstarrs", "tic", "diskdetective"]),
            ArchiveMagic.Output,
        ],
        [
            "'ibwb01*' --filters F606W --productSubGroupDescription FLC --project CALWF3 --flat", "--target 'NGC 6791' --radius 6arcmin --instrument_name WFC3/UVIS --list observations",
            "'j8bt06*' --list products --where 'size=<200000000'", "--target 'NGC 6791' --radius 3arcmin --catalog hsc",
        ],
        RunAsync);

    private static async Task<Table> RunAsync(MagicArguments arguments, IProgress<TaskProgress> progress, CancellationToken cancel)
    {
        string list = arguments.Find("list") ?? "";
        if (list == "columns") return await Mast.ListColumnsAsync(null, progress, cancel).ConfigureAwait(false);
        if (list == "missions") return await Mast.ListMissionsAsync(null, progress, cancel).ConfigureAwait(false);
        if (arguments.Find("catalog") is { } catalog) return await CatalogAsync(arguments, Enum.Parse<MastCatalog>(catalog, ignoreCase: true), progress, cancel).ConfigureAwait(false);
        var criteria = Criteria(arguments);
        if (list == "count")
        {
            long count = await Mast.CountAsync(criteria, null, progress, cancel).ConfigureAwait(false);
            return new Table([new TableColumn<long>("count", [count])], "observations");
        }
        var observations = await Mast.QueryCriteriaAsync(criteria, null, progress, cancel).ConfigureAwait(false);
        if (list == "observations" || observations.RowCount == 0) return observations;
        var products = Mast.FilterProducts(await Mast.GetProductListAsync(observations, null, progress, cancel).ConfigureAwait(false), Filter(arguments));
        if (list == "products") return products;
        if (arguments.Find("script") is { } script) return await Mast.GetDownloadScriptAsync(products, script, null, progress, cancel).ConfigureAwait(false);
        var layout = ArchiveMagic.Switch(arguments, "flat") ? DownloadLayout.Flat : DownloadLayout.ByObservation;
        return await Mast.DownloadAsync(products, arguments.Find("download_dir") ?? ".", layout, null, progress, cancel).ConfigureAwait(false);
    }

    private static async Task<Table> CatalogAsync(MagicArguments arguments, MastCatalog catalog, IProgress<TaskProgress> progress, CancellationToken cancel)
    {
        string target = arguments.Find("target") ?? throw new ParameterException("a catalog is asked around a target") { Parameter = "target", Expected = "a position or the name of an object" };
        var position = await SkyTarget.FindAsync(target, null, progress, cancel).ConfigureAwait(false);
        return await MastCatalogs.QueryRegionAsync(position, 60 * (ArchiveMagic.Angle(arguments, "radius") ?? 0.2), catalog, null, progress, cancel).ConfigureAwait(false);
    }

    private static MastCriteria Criteria(MagicArguments arguments)
    {
        var criteria = new MastCriteria { Radius = ArchiveMagic.Angle(arguments, "radius") ?? 0.2 };
        if (arguments.Find("target") is { } target) criteria = SkyTarget.Parse(target) is { } position ? criteria with { Position = position } : criteria with { ObjectName = target };
        foreach (string name in new[] { "obs_id", "proposal_id", "filters", "instrument_name", "obs_collection", "target_name", "t_exptime", "t_min" })
            if (ArchiveMagic.Words(arguments, name) is { Length: > 0 } words) criteria = criteria.With(name, words);
        if (ArchiveMagic.Words(arguments, "project_of_observation") is { Length: > 0 } projects) criteria = criteria.With("project", projects);
        foreach (var (name, value) in Pairs(arguments, "column")) criteria = criteria.With(name, value.Split(',', StringSplitOptions.TrimEntries));
        return criteria;
    }

    private static ProductFilter Filter(MagicArguments arguments)
    {
        var filter = new ProductFilter
        {
            SubGroup = ArchiveMagic.Words(arguments, "productSubGroupDescription"),
            Project = ArchiveMagic.Words(arguments, "project"),
            Extension = ArchiveMagic.Words(arguments, "extension"),
            MinimumRecommended = ArchiveMagic.Switch(arguments, "mrp_only"),
        };
        foreach (var (name, value) in Pairs(arguments, "where")) filter = filter.With(name, value.Split(',', StringSplitOptions.TrimEntries));
        return filter;
    }

    private static IEnumerable<(string Name, string Value)> Pairs(MagicArguments arguments, string parameter)
    {
        foreach (string pair in arguments.All(parameter))
        {
            int equals = pair.IndexOf('=');
            if (equals <= 0) throw new ParameterException($"'{pair}' is no condition") { Parameter = parameter, Expected = "NAME=VALUE" };
            yield return (pair[..equals].Trim(), pair[(equals + 1)..].Trim());
        }
    }

    private static MagicParameter Criterion(string name, string help) => new(name, help, typeof(string), Section: Choosing);

    private static MagicParameter Product(string name, string help) => new(name, help, typeof(string), Section: Products);
}
