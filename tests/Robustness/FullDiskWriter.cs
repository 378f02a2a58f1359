using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Robustness;

/// <summary>A process that tries to write more than its limit allows.</summary>
public static class FullDiskWriter
{
    /// <summary>The argument that makes the program this process.</summary>
    public const string Verb = "full-disk-writer";

    /// <summary>Replaces a file by a larger one, then its header by a longer one: 0 where both were refused with our error.</summary>
    public static int Run(string path)
    {
        int refused = 0;
        try
        {
            using var file = new FitsFile();
            file.Add(ImageHdu.Create(new Image<double>(2000, 1000)));
            file.Save(path);
        }
        catch (FitsException e)
        {
            Console.WriteLine(e.ToShortBlock());
            refused++;
        }
        try
        {
            FitsFile.Update(path, file => file.Add(ImageHdu.Create(new Image<double>(2000, 1000))));
        }
        catch (FitsException e)
        {
            Console.WriteLine(e.ToShortBlock());
            refused++;
        }
        return refused == 2 ? 0 : 1;
    }
}
