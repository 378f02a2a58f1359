namespace HstNotebooks.Kernel.Pages;

/// <summary>A heading of the page.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Text">What it says.</param>
/// <param name="Anchor">Its id in the page.</param>
internal sealed record PageHeading(int Level, string Text, string Anchor);
