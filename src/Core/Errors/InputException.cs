namespace HstNotebooks.Errors;

/// <summary>Inputs that a task cannot work with: nothing matches, chips without overlap, missing calibration keywords.</summary>
public sealed class InputException(string message, Exception? innerException = null) : HstException(message, innerException)
{
    /// <summary>Refuses a file that is not there, or is a folder, in the same words everywhere.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="parameter">The parameter that names it, or null.</param>
    /// <param name="what">What it should be: "there is no such ...".</param>
    /// <exception cref="InputException">There is no such file.</exception>
    public static void ThrowIfMissing(string path, string? parameter = null, string what = "file")
    {
        if (System.IO.File.Exists(path)) return;
        throw Directory.Exists(path)
            ? new InputException("a folder was named, not a file") { File = path, Parameter = parameter, Advice = $"name a file in it, or '{Path.Combine(path, "*.fits")}' where several are taken" }
            : new InputException($"there is no such {what}") { File = path, Parameter = parameter, Advice = "check the name and the working directory, " + Directory.GetCurrentDirectory() };
    }
}
