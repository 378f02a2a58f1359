namespace HstNotebooks.Tables.Text;

/// <summary>Goes through the records of a text and the fields of each.</summary>
internal interface IFieldReader
{
    /// <summary>Where the current record starts, in bytes.</summary>
    int RecordStart { get; }
    /// <summary>Moves to the next record that is not blank; false at the end.</summary>
    bool NextRecord();
    /// <summary>The next field of the record; false where the record has no more.</summary>
    bool NextField(out ReadOnlySpan<byte> field);
}
