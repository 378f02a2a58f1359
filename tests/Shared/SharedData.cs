namespace HstNotebooks.Tests;

/// <summary>
/// Finds the folder of facts and recorded data that lies beside the checkout. A test that needs it
/// and does not find it is skipped with the reason.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Full path of a file or folder in the shared folder; skips the calling test where it is missing.</summary>
    public static string Path(params string[] parts)
    {
        Assert.SkipWhen(Root is null, "the folder ../shared with facts and recorded data is not beside this checkout");
        string path = System.IO.Path.Combine([Root!, .. parts]);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"{path} is missing");
        return path;
    }

    private static string? Find()
    {
        for (var dir = new DirectoryInfo(AppContext.BaseDirectory); dir is not null; dir = dir.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(dir.FullName, "HstNotebooks.sln"))) continue;
            string beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(dir.FullName, "..", "shared"));
            return Directory.Exists(beside) ? beside : null;
        }
        return null;
    }
}
