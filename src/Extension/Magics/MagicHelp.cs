namespace HstNotebooks.Magics;

/// <summary>The help of a magic, as its result when <c>--help</c> was asked for.</summary>
/// <param name="Text">Plain text with a line per parameter.</param>
public sealed record MagicHelp(string Text);
