namespace HstNotebooks.Tests;

/// <summary>Folders of this checkout and scratch folders of a test.</summary>
internal static class Checkout
{
    /// <summary>The folder of HstNotebooks.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>A new, empty folder below the system's temporary folder; the caller deletes it.</summary>
    public static string NewScratchFolder() => Directory.CreateTempSubdirectory("hst-notebooks-test-").FullName;

    private static string Find()
    {
        for (var dir = new DirectoryInfo(AppContext.BaseDirectory); dir is not null; dir = dir.Parent)
            if (File.Exists(Path.Combine(dir.FullName, "HstNotebooks.sln"))) return dir.FullName;
        throw new DirectoryNotFoundException("HstNotebooks.sln was not found above the test assembly");
    }
}
