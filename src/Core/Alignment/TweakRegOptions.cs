namespace HstNotebooks.Alignment;

/// <summary>The parameters of <see cref="TweakReg"/>.</summary>
public sealed record TweakRegOptions;
