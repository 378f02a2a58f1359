using System.Text.Json;

namespace HstNotebooks.Archives;

/// <summary>
/// The unfinished part of a download: <c>NAME.part</c> holds the bytes so far, <c>NAME.part.json</c> says what they are part of.
/// A part of something else, or one whose note is missing or damaged, is thrown away.
/// </summary>
internal sealed class PartialFile(FetchItem item)
{
    private sealed record Note(string Address, long? Size, string? Sha1, string? Validator);

    /// <summary>The file with the bytes so far.</summary>
    public string Path { get; } = item.Path + ".part";

    private string NotePath { get; } = item.Path + ".part.json";

    /// <summary>Bytes that can be continued; 0 where there are none. Also gives the validator that the service sent with them.</summary>
    public long Resumable(out string? validator)
    {
        validator = null;
        if (!File.Exists(Path)) return 0;
        Note? note = null;
        try { note = JsonSerializer.Deserialize<Note>(File.ReadAllText(NotePath)); }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException) { }
        long length = new FileInfo(Path).Length;
        // Without a validator or a checksum nothing tells whether the service still has the same file.
        bool checkable = note is not null && (note.Validator is not null || item.Sha1 is not null || item.Size is not null);
        if (note is null || !checkable || note.Address != item.Address.AbsoluteUri || note.Size != item.Size || note.Sha1 != item.Sha1 || length > (item.Size ?? long.MaxValue))
        {
            Discard();
            return 0;
        }
        validator = note.Validator;
        return length;
    }

    /// <summary>Notes what is being downloaded, before its first byte is written.</summary>
    public void WriteNote(string? validator) =>
        File.WriteAllText(NotePath, JsonSerializer.Serialize(new Note(item.Address.AbsoluteUri, item.Size, item.Sha1, validator)));

    /// <summary>Removes part and note.</summary>
    public void Discard()
    {
        File.Delete(Path);
        File.Delete(NotePath);
    }

    /// <summary>Gives the complete file its name.</summary>
    public void Finish()
    {
        File.Move(Path, item.Path, overwrite: true);
        File.Delete(NotePath);
    }
}
