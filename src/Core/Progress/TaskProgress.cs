namespace HstNotebooks.Progress;

/// <summary>How far a task is. Reported through <see cref="IProgress{T}"/>; the receiver limits how often it redraws.</summary>
/// <param name="Step">The step of the pipeline in a few words, for example <c>separate drizzle</c>.</param>
/// <param name="Fraction">Done part of the whole task, 0 to 1; NaN where it is not known.</param>
/// <param name="Detail">What is being worked on, for example a file name; may be empty.</param>
public readonly record struct TaskProgress(string Step, double Fraction, string Detail = "");
