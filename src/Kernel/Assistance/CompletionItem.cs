namespace HstNotebooks.Kernel.Assistance;

/// <summary>Something that could stand at the cursor.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">What it is, in Jupyter's words: function, property, class, variable, ...</param>
internal sealed record CompletionItem(string Text, string Kind);
