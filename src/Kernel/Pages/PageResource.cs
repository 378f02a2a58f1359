using System.Reflection;

namespace HstNotebooks.Kernel.Pages;

/// <summary>The files that are built into the program for its pages.</summary>
internal static class PageResource
{
    /// <summary>The text of a file of the folder Resources.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Pages." + name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
