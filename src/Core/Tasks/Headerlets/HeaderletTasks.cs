using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Progress;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>
/// The headerlet tasks: write, attach, archive, apply, extract, restore, delete and summarise headerlets. Images are named by a
/// path, a wildcard, a list or <c>@list</c>. A file is changed completely or not at all; progress is told before each of several, and a task that is
/// cancelled stops between two.
/// </summary>
public static partial class HeaderletTasks
{
    private static readonly string[] SummaryColumns = ["HDRNAME", "WCSNAME", "DISTNAME", "AUTHOR", "DATE", "SIPNAME", "NPOLFILE", "D2IMFILE", "DESCRIP"];

    /// <summary>write_headerlet: writes the WCS of images as headerlet files, and attaches them where asked.</summary>
    /// <exception cref="HstException">A WCS is missing, or a file exists and may not be replaced.</exception>
    public static IReadOnlyList<HeaderletResult> Write(string filename, WriteHeaderletOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new WriteHeaderletOptions();
        return HeaderletLog.Run("write_headerlet", filename, options, () => Each("write_headerlet", filename, path => WriteOne(path, options), progress, cancel));
    }

    private static HeaderletResult WriteOne(string path, WriteHeaderletOptions options)
    {
        string output = OutputName(path, options.Output);
        bool attached;
        using (var image = FitsFile.Open(path))
        {
            using var made = HeaderletBuilder.Create(image, Content(image, options) with { Catalog = options.Catalog });
            RefuseExisting(output, options.Clobber);
            attached = options.Attach && !AttachedHeaderlets.Contains(image, made.HdrName);
            made.Save(output);
        }
        using var headerlet = Headerlet.Open(output);
        if (attached) FitsFile.Update(path, file => AttachedHeaderlets.Attach(file, headerlet));
        return new HeaderletResult(path, headerlet.HdrName, $"wrote {output}{(attached ? " and attached it" : options.Attach ? "; one of its name is attached already" : "")}", output);
    }

    /// <summary>attach_headerlet: attaches a headerlet file to images.</summary>
    /// <exception cref="WcsException">It belongs to another exposure, or one of its name is attached.</exception>
    public static IReadOnlyList<HeaderletResult> Attach(string filename, AttachHeaderletOptions options, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) => HeaderletLog.Run("attach_headerlet", filename, options, () =>
    {
        using var headerlet = OpenNamed(options.Hdrlet);
        return Change("attach_headerlet", filename, file =>
        {
            AttachedHeaderlets.Attach(file, headerlet);
            return (headerlet.HdrName, "attached");
        }, progress, cancel);
    });

    /// <summary>archive_headerlet: attaches a WCS of the image as a headerlet, unless one of its name is attached.</summary>
    /// <exception cref="WcsException">There is no such WCS.</exception>
    public static IReadOnlyList<HeaderletResult> Archive(string filename, ArchiveHeaderletOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new ArchiveHeaderletOptions();
        return HeaderletLog.Run("archive_headerlet", filename, options, () => Change("archive_headerlet", filename, file =>
        {
            using var headerlet = HeaderletBuilder.Create(file, Content(file, options));
            if (AttachedHeaderlets.Contains(file, headerlet.HdrName)) return (headerlet.HdrName, "was attached already");
            AttachedHeaderlets.Attach(file, headerlet);
            return (headerlet.HdrName, "attached");
        }, progress, cancel));
    }

    /// <summary>apply_headerlet: makes a headerlet the primary WCS of images, or an alternate one.</summary>
    /// <exception cref="WcsException">It does not fit; the message says why.</exception>
    public static IReadOnlyList<HeaderletResult> Apply(string filename, ApplyHeaderletOptions options, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) => HeaderletLog.Run("apply_headerlet", filename, options, () =>
    {
        using var headerlet = OpenNamed(options.Hdrlet);
        return Change("apply_headerlet", filename, file =>
        {
            string done;
            if (options.Primary)
            {
                HeaderletApplication.ApplyAsPrimary(file, headerlet, options.Archive, options.Force);
                done = "applied as the primary WCS";
            }
            else
            {
                char key = HeaderletApplication.ApplyAsAlternate(file, headerlet, options.WcsKey.Trim().Length > 0 ? options.WcsKey.Trim()[0] : null, options.WcsName);
                done = $"applied as the alternate WCS {key}";
            }
            if (options.Attach && !AttachedHeaderlets.Contains(file, headerlet.HdrName)) AttachedHeaderlets.Attach(file, headerlet);
            return (headerlet.HdrName, done);
        }, progress, cancel);
    });

    /// <summary>extract_headerlet: writes an attached headerlet to a file of its own.</summary>
    /// <exception cref="HstException">There is none of that name or number, or the file exists and may not be replaced.</exception>
    public static HeaderletResult Extract(string filename, ExtractHeaderletOptions options) => HeaderletLog.Run("extract_headerlet", filename, options, () =>
    {
        using var image = FitsFile.Open(filename);
        var hdu = AttachedHeaderlets.Find(image, options.HdrName, options.ExtNum);
        using var headerlet = AttachedHeaderlets.Open(hdu);
        string output = options.Output.Trim().Length == 0 ? headerlet.HdrName + "_hlet.fits"
            : options.Output.EndsWith(".fits", StringComparison.OrdinalIgnoreCase) ? options.Output : options.Output + "_hlet.fits";
        RefuseExisting(output, options.Clobber);
        headerlet.Save(output);
        return [new HeaderletResult(filename, headerlet.HdrName, $"wrote {output}", output)];
    })[0];

    /// <summary>restore_headerlet and restore_all_with_distname: applies attached headerlets.</summary>
    /// <exception cref="WcsException">There is none, or it does not fit.</exception>
    public static IReadOnlyList<HeaderletResult> Restore(string filename, RestoreHeaderletOptions options, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) => HeaderletLog.Run("restore_headerlet", filename, options, () => Change("restore_headerlet", filename, file =>
    {
        if (!options.SciExt.Trim().Equals("SCI", StringComparison.OrdinalIgnoreCase))
            throw new ParameterException("a headerlet holds the WCS of SCI extensions, it cannot be restored to others") { Parameter = "sciext", Expected = "SCI" };
        if (options.DistName.Trim().Length > 0) return RestoreAll(file, options);
        using var headerlet = AttachedHeaderlets.Open(AttachedHeaderlets.Find(file, options.HdrName, options.HdrExt));
        HeaderletApplication.ApplyAsPrimary(file, headerlet, options.Archive, options.Force);
        return (headerlet.HdrName, "restored as the primary WCS");
    }, progress, cancel));

    /// <summary>delete_headerlet: removes attached headerlets and their rows of the WCSCORR table.</summary>
    /// <exception cref="HstException">None is named, or there is none.</exception>
    public static IReadOnlyList<HeaderletResult> Delete(string filename, DeleteHeaderletOptions options, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) => HeaderletLog.Run("delete_headerlet", filename, options, () =>
    {
        if (options.HdrName.Trim().Length == 0 && options.HdrExt is null && options.DistName.Trim().Length == 0)
            throw new ParameterException("no headerlet is named") { Parameter = "hdrname", Expected = "hdrname, hdrext or distname" };
        return Change("delete_headerlet", filename, file =>
        {
            if (options.DistName.Trim().Length == 0)
            {
                var hdu = AttachedHeaderlets.Find(file, options.HdrName, options.HdrExt);
                string name = AttachedHeaderlets.NameOf(hdu);
                AttachedHeaderlets.Remove(file, hdu);
                return (name, "deleted");
            }
            var all = OfDistortion(file, options.DistName).Skip(options.KeepFirst ? 1 : 0).ToArray();
            foreach (var hdu in all) AttachedHeaderlets.Remove(file, hdu);
            return (string.Join(", ", all.Select(AttachedHeaderlets.NameOf)), $"deleted {all.Length} headerlets");
        }, progress, cancel);
    });

    private static (string, string) RestoreAll(FitsFile file, RestoreHeaderletOptions options)
    {
        var all = OfDistortion(file, options.DistName);
        var first = options.Primary is { } number ? all.FirstOrDefault(hdu => hdu.Index == number) : all[0];
        if (first is null) throw new WcsException($"extension {options.Primary} is no headerlet with the distortion {options.DistName}") { File = file.Path, Parameter = "primary" };
        using var headerlet = AttachedHeaderlets.Open(first);
        HeaderletApplication.ApplyAsPrimary(file, headerlet, options.Archive, options.Force);
        var names = new List<string> { headerlet.HdrName };
        foreach (var hdu in all.Where(hdu => hdu != first))
        {
            using var other = AttachedHeaderlets.Open(hdu);
            var headers = WcsArchive.ScienceHeaders(file);
            if (WcsArchive.FindKey(headers[0], other.WcsName) is not null) continue;
            HeaderletApplication.ApplyAsAlternate(file, other);
            names.Add(other.HdrName);
        }
        return (string.Join(", ", names), $"restored {names[0]} as the primary WCS, {names.Count - 1} others as alternate WCSs");
    }

    private static OpaqueHdu[] OfDistortion(FitsFile file, string distName)
    {
        var all = AttachedHeaderlets.List(file);
        var found = all.Where(hdu => (hdu.Header.FindString("DISTNAME")?.Trim() ?? "").Equals(distName.Trim(), StringComparison.OrdinalIgnoreCase)).ToArray();
        return found.Length > 0 ? found : throw new WcsException($"no headerlet with the distortion {distName} is attached")
        {
            File = file.Path,
            Parameter = "distname",
            Expected = all.Count == 0 ? "a file with attached headerlets" : "one of " + string.Join(", ", all.Select(hdu => hdu.Header.FindString("DISTNAME")?.Trim()).Distinct()),
        };
    }
}
