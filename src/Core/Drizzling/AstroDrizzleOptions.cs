namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="AstroDrizzle"/>.</summary>
public sealed record AstroDrizzleOptions;
