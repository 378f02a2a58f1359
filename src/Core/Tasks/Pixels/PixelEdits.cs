using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Progress;

namespace HstNotebooks.Tasks;

/// <summary>Changes pixels of files, one file after the other.</summary>
internal static class PixelEdits
{
    /// <summary>Changes the images that <paramref name="select"/> finds in each file, in place.</summary>
    /// <param name="task">The name of the task, for the progress.</param>
    /// <param name="input">Files, wildcards, lists or <c>@list</c>.</param>
    /// <param name="select">The images of a file to change.</param>
    /// <param name="change">Changes an image of the named file and says how many pixels it changed.</param>
    /// <param name="progress">Told before each file.</param>
    /// <param name="cancel">Stops between two files.</param>
    public static IReadOnlyList<PixelEditResult> Each(string task, string input, Func<FitsFile, IReadOnlyList<ImageHdu>> select, Func<ImageHdu, string, long> change,
        IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var results = new List<PixelEditResult>();
        var files = InputFiles.Resolve(input);
        foreach (string path in files)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new TaskProgress(task, (double)results.Count / files.Count, path));
            PixelEditResult? result = null;
            FitsFile.Update(path, file =>
            {
                var images = select(file);
                result = new PixelEditResult(path, images.Count, images.Sum(hdu => change(hdu, path)));
            });
            results.Add(result!);
        }
        return results;
    }
}
