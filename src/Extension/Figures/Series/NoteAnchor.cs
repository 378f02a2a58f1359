namespace HstNotebooks.Figures;

/// <summary>In what the position of a note is counted.</summary>
public enum NoteAnchor
{
    /// <summary>Parts of the panel, 0 to 1 from the lower left corner; the note stays when the view moves.</summary>
    Panel,
    /// <summary>Values of the axes.</summary>
    Data,
}
