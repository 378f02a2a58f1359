using System.IO.MemoryMappedFiles;
using Microsoft.CodeAnalysis;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// References whose files are mapped into memory and not copied: the compiler then pays only for the pages that it reads, which
/// saves tens of megabytes for the framework.
/// </summary>
/// <remarks>A mapping lives as long as the process, as the references do.</remarks>
internal static unsafe class MappedReference
{
    /// <summary>A reference to an assembly file.</summary>
    public static MetadataReference Create(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* image = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref image);
        var module = ModuleMetadata.CreateFromImage((nint)image, checked((int)new FileInfo(path).Length));
        Views.Add(view);
        return AssemblyMetadata.Create(module).GetReference(filePath: path, display: path);
    }

    private static readonly System.Collections.Concurrent.ConcurrentBag<MemoryMappedViewAccessor> Views = [];
}
