using HstNotebooks.Fits;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Simulation;

/// <summary>A rendered exposure with its truth, in memory until it is saved.</summary>
public sealed class SimulatedExposure
{
    internal SimulatedExposure(ExposureDescription description, FitsFile file, FitsFile? dataQualityFile, IReadOnlyList<SimulatedChip> chips, DistortionTables tables)
    {
        Tables = tables;
        Description = description;
        File = file;
        DataQualityFile = dataQualityFile;
        Chips = chips;
    }

    /// <summary>What was asked for.</summary>
    public ExposureDescription Description { get; }

    /// <summary>The file: primary HDU, then SCI, ERR and DQ of each chip.</summary>
    public FitsFile File { get; }

    /// <summary>For WFPC2 the file with the data quality (c1m); null for the other cameras.</summary>
    public FitsFile? DataQualityFile { get; }

    /// <summary>The truth of each chip in EXTVER order.</summary>
    public IReadOnlyList<SimulatedChip> Chips { get; }

    /// <summary>The lookup tables of the distortion, which the truth needs too.</summary>
    internal DistortionTables Tables { get; }

    /// <summary>Writes the file under its own name, and the truth beside it as <c>root_truth.fits</c>.</summary>
    /// <returns>The paths written, the science file first.</returns>
    public IReadOnlyList<string> Save(string folder)
    {
        AtomicFile.MakeFolder(folder, "folder");
        var paths = new List<string> { Path.Combine(folder, Description.FileName) };
        File.Save(paths[0]);
        if (DataQualityFile is not null)
        {
            paths.Add(Path.Combine(folder, Description.FileName.Replace("_c0m", "_c1m")));
            DataQualityFile.Save(paths[^1]);
        }
        paths.Add(Path.Combine(folder, $"{Description.RootName}_truth.fits"));
        TruthFile.Create(this).Save(paths[^1]);
        return paths;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Description.FileName}: {Description.Camera.Camera} {Description.Filter} {Description.ExposureTime} s, {Chips.Count} chips, simulated";
}
