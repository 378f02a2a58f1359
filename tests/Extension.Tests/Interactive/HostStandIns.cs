// The smallest stand-in of the types of .NET Interactive that extension.dib uses: names and signatures as in its sources of
// February 2025 and April 2026 (MIT licence), none of its code. With it the script is compiled and run in tests.
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Commands
{
    public class KernelCommand(string text = "")
    {
        public override string ToString() => "Directive: " + text;
    }
}

namespace Microsoft.DotNet.Interactive.Events
{
    public class KernelEvent(IReadOnlyCollection<FormattedValue> values, string? id)
    {
        public IReadOnlyCollection<FormattedValue> FormattedValues { get; } = values;
        public string? ValueId { get; } = id;
    }

    public class DisplayedValueProduced(object? value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null) : KernelEvent(formattedValues ?? [], valueId)
    {
        public object? Value { get; } = value;
        public KernelCommand Command { get; } = command;
    }

    public class DisplayedValueUpdated(object? value, string valueId, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null) : KernelEvent(formattedValues ?? [], valueId)
    {
        public object? Value { get; } = value;
        public KernelCommand Command { get; } = command;
    }

    public class ErrorProduced(string message, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null) : KernelEvent(formattedValues ?? [], null)
    {
        public string Message { get; } = message;
        public KernelCommand Command { get; } = command;
    }
}

namespace Microsoft.DotNet.Interactive.Formatting
{
    public class FormattedValue(string mimeType, string value)
    {
        public string MimeType { get; } = mimeType;
        public string Value { get; } = value;
    }

    public static class Formatter
    {
        public static Dictionary<(Type, string), Action<object, TextWriter>> Registered { get; } = [];
        public static Dictionary<Type, string[]> Preferred { get; } = [];

        public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = "text/plain") => Registered[(type, mimeType)] = formatter;
        public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes) => Preferred[type] = preferredMimeTypes;
    }
}

namespace Microsoft.DotNet.Interactive.Directives
{
    public class KernelDirectiveParameter(string name, string? description = null)
    {
        public string Name { get; } = name;
        public string Description { get; init; } = description ?? "";
        public int MaxOccurrences { get; init; } = 1;
    }

    public abstract class KernelDirective(string name)
    {
        public string Name { get; init; } = name;
        public string? Description { get; set; }
        public ICollection<KernelDirectiveParameter> Parameters { get; } = [];
    }

    public class KernelActionDirective(string name) : KernelDirective(name);
}

namespace Microsoft.DotNet.Interactive
{
    public delegate Task KernelCommandInvocation(KernelCommand command, KernelInvocationContext context);

    public class KernelInvocationContext
    {
        public static KernelInvocationContext Current { get; set; } = new();
        public KernelCommand Command { get; } = new();
        public CancellationToken CancellationToken => default;
        public List<KernelEvent> Events { get; } = [];
        public List<string> Failures { get; } = [];
        public void Publish(KernelEvent item) => Events.Add(item);
        public void Fail(KernelCommand command, Exception? exception = null, string? message = null) => Failures.Add(message ?? exception?.Message ?? command.ToString());
    }

    public class KernelInfo
    {
        public ICollection<KernelDirective> SupportedDirectives { get; } = [];
    }

    public class Kernel
    {
        public static Kernel Root { get; set; } = new();
        public KernelInfo KernelInfo { get; } = new();
        public Dictionary<string, KernelCommandInvocation> Handlers { get; } = [];
        public Dictionary<string, object> Variables { get; } = [];

        public void AddDirective(KernelActionDirective directive, KernelCommandInvocation handler)
        {
            if (KernelInfo.SupportedDirectives.Any(d => d.Name == directive.Name)) throw new ArgumentException("added twice: " + directive.Name);
            KernelInfo.SupportedDirectives.Add(directive);
            Handlers[directive.Name] = handler;
        }

        public Task SetValueAsync(string name, object value, Type declaredType)
        {
            Variables[name] = value;
            return Task.CompletedTask;
        }

        public bool TryGetValue<T>(string name, out T? value)
        {
            bool found = Variables.TryGetValue(name, out object? variable);
            value = (T?)variable;
            return found;
        }
    }

    public static class KernelExtensions
    {
        public static Kernel? FindKernelByName(this Kernel kernel, string name) => name == "csharp" ? kernel : null;
    }
}
