using System.Reflection;

namespace HstNotebooks.Hosting;

/// <summary>
/// Lets magics run in a host of which the extension knows nothing at compile time, such as .NET Interactive: the host's script hands over
/// what is to be done as delegates, and its C# kernel as an object with <c>SetValueAsync</c> and <c>TryGetValue</c>.
/// </summary>
/// <param name="show">Shows the representations of a value under an id (mime type to content).</param>
/// <param name="update">Replaces what was shown under an id.</param>
/// <param name="csharpKernel">The kernel that holds the user's variables; null where there is none.</param>
public sealed class InteractiveHost(Action<string, IReadOnlyDictionary<string, string>> show, Action<string, IReadOnlyDictionary<string, string>> update,
    object? csharpKernel) : INotebookHost
{
    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId = null) => show(displayId ?? Guid.NewGuid().ToString("N"), bundle.Data);

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle bundle) => update(displayId, bundle.Data);

    /// <inheritdoc/>
    public void WriteLine(string text) => Console.Out.WriteLine(text);

    /// <inheritdoc/>
    public void WriteError(string text) => Console.Error.WriteLine(text);

    /// <inheritdoc/>
    /// <exception cref="Errors.ParameterException">The host has no C# kernel that takes variables.</exception>
    public async Task SetVariableAsync(string name, object value, Type type)
    {
        var method = csharpKernel?.GetType().GetMethod("SetValueAsync", [typeof(string), typeof(object), typeof(Type)])
            ?? throw new Errors.ParameterException("this host has no C# to give a variable to") { Parameter = "as" };
        await ((Task)method.Invoke(csharpKernel, [name, value, type])!).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public object? GetVariable(string name)
    {
        var method = csharpKernel?.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .FirstOrDefault(m => m.Name == "TryGetValue" && m.IsGenericMethodDefinition && m.GetParameters().Length == 2);
        if (method is null) return null;
        object?[] arguments = [name, null];
        return method.MakeGenericMethod(typeof(object)).Invoke(csharpKernel, arguments) is true ? arguments[1] : null;
    }
}
