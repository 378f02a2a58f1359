namespace HstNotebooks.Tests;

/// <summary>A folder that lives as long as the test that uses it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Checkout.NewScratchFolder();

    /// <summary>The full path of a file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
