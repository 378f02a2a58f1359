using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Exposures;

/// <summary>An HST exposure: a FITS file seen as chips with science, error, data quality and WCS.</summary>
/// <remarks>
/// Opening reads headers and distortion tables only; pixels are read when a chip is asked for them. The file stays open
/// until <see cref="Dispose"/>. Reading from several threads is safe; disposing while others read is not.
/// </remarks>
public sealed class Exposure : IDisposable
{
    private readonly Lazy<double> exposureTime;

    private Exposure(string path, FitsFile file)
    {
        Path = path;
        File = file;
        FileName = System.IO.Path.GetFileName(path);
        RootName = RootOf(FileName);
        Camera = CameraRecognition.FromHeader(file.PrimaryHeader, path);
        DataQualityFile = FindDataQualityFile(path, file);
        Chips = ReadChips();
        exposureTime = new(() => DetectorReader.ExposureTime(this, Chips[0]));
    }

    /// <summary>Opens a file of a supported camera.</summary>
    /// <exception cref="InputException">The file is missing, has no SCI extension, no WCS, or comes from an unknown camera.</exception>
    /// <exception cref="FitsException">It is no FITS file, or truncated.</exception>
    /// <exception cref="WcsException">The WCS of a chip cannot be read.</exception>
    public static Exposure Open(string path)
    {
        InputException.ThrowIfMissing(path);
        var file = FitsFile.Open(path);
        try
        {
            return new Exposure(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The path as given.</summary>
    public string Path { get; }

    /// <summary>File name without folder.</summary>
    public string FileName { get; }

    /// <summary>DrizzlePac's root of output names: the file name without <c>.fits</c> (<c>ibwb01xqq_flc</c>).</summary>
    public string RootName { get; }

    /// <summary>The primary header.</summary>
    public FitsHeader Header => File.PrimaryHeader;

    /// <summary>The camera.</summary>
    public Camera Camera { get; }

    /// <summary>EXPTIME in seconds, from the primary header (STIS: from the first SCI header).</summary>
    /// <exception cref="InputException">The keyword is missing, no number, or negative.</exception>
    public double ExposureTime => exposureTime.Value;

    /// <summary>The spectral elements other than CLEAR, joined by commas: <c>F606W</c>; empty where the header names none.</summary>
    public string Filter => CameraRecognition.Filters(Camera, Header, Chips[0].Header);

    /// <summary>
    /// Middle of the exposure as a Julian year, from EXPSTART and EXPEND (MJD) of the primary header, else of the first SCI
    /// header; null where they are missing.
    /// </summary>
    public double? MidEpoch
    {
        get
        {
            double? start = Header.FindDouble("EXPSTART") ?? Chips[0].Header.FindDouble("EXPSTART");
            double? end = Header.FindDouble("EXPEND") ?? Chips[0].Header.FindDouble("EXPEND");
            if (start is not { } first || end is not { } last || first <= 0 || last < first) return null;
            return 2000 + ((first + last) / 2 - MjdOfJ2000) / DaysOfJulianYear;
        }
    }

    /// <summary>The chips in EXTVER order.</summary>
    public IReadOnlyList<Chip> Chips { get; }

    /// <summary>The open file.</summary>
    public FitsFile File { get; }

    /// <summary>Path of the file that holds the data quality: this file, for WFPC2 <c>c0m</c> the <c>c1m</c> file beside it; null where there is none.</summary>
    public string? DataQualityFile { get; }

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"{FileName}: {Camera} {Filter}, {Chips.Count} chips";

    private const double MjdOfJ2000 = 51544.5;
    private const double DaysOfJulianYear = 365.25;

    private static string RootOf(string fileName)
    {
        foreach (string ending in (string[])[".fits.gz", ".fits.fz", ".fits", ".fit"])
            if (fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return fileName[..^ending.Length];
        return fileName;
    }

    private List<Chip> ReadChips()
    {
        var sciences = File.Hdus.OfType<ImageHdu>().Where(h => h.Name == "SCI").OrderBy(h => h.Version).ToList();
        if (sciences.Count == 0)
        {
            throw new InputException("the file has no SCI extension")
            {
                File = Path,
                Expected = "an FLT, FLC, C0M or drizzled multi-extension file",
                Advice = "it holds " + string.Join(", ", File.Hdus.Select(h => h.Name.Length == 0 ? $"HDU {h.Index}" : $"[{h.Name},{h.Version}]")),
            };
        }
        return [.. sciences.Select(science => new Chip(this, science, ReadWcs(science)))];
    }

    private ImageWcs ReadWcs(ImageHdu science)
    {
        string hdu = $"[SCI,{science.Version}]";
        foreach (string keyword in (string[])["CTYPE1", "CTYPE2", "CRVAL1", "CRVAL2"])
        {
            if (science.Header.Contains(keyword)) continue;
            throw new InputException("the extension has no celestial WCS")
            { File = Path, Hdu = hdu, Keyword = keyword, Advice = "use calibrated files as they come from the archive, or run updatewcs first" };
        }
        try
        {
            return ImageWcs.FromHeader(science.Header, File);
        }
        catch (WcsException e)
        {
            throw new WcsException(e.Message, e)
            { File = Path, Hdu = hdu, Keyword = e.Keyword, Expected = e.Expected, Advice = e.Advice };
        }
    }

    private static string? FindDataQualityFile(string path, FitsFile file)
    {
        if (file.Hdus.Any(h => h.Name == "DQ")) return path;
        string name = System.IO.Path.GetFileName(path);
        int suffix = name.LastIndexOf("_c0m.", StringComparison.OrdinalIgnoreCase);
        if (suffix < 0) return null;
        string beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", name[..(suffix + 2)] + '1' + name[(suffix + 3)..]);
        return System.IO.File.Exists(beside) ? beside : null;
    }
}
