using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Scripting;
using HstNotebooks.Magics;

namespace HstNotebooks.Kernel.Cells;

/// <summary>The magics of the kernel itself.</summary>
internal static class KernelMagics
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KernelMagic> All { get; } =
    [
        new("csharp", "", "What follows is C# (the default).", Nothing),
        new("markdown", "", "What follows is text in Markdown.", Nothing),
        new("html", "", "What follows is HTML.", Nothing),
        new("time", "", "Says how long the rest of the cell takes.", Nothing),
        new("help", "[magic]", "Lists the magics, or explains one.", Help),
        new("who", "", "Lists the names of the variables.", (session, _, host, _) => Who(session, host, details: false)),
        new("whos", "", "Lists the variables with type and value.", (session, _, host, _) => Who(session, host, details: true)),
        new("import", "file", "Runs the C# of a .dib, .ipynb, .csx or .cs file here.", (session, file, host, cancellation) => session.ImportAsync(file.Trim('"', '\''), host, cancellation)),
    ];

    /// <summary>The magic of a name, or null.</summary>
    public static KernelMagic? Find(string name) =>
        All.FirstOrDefault(magic => magic.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (name.Equals("lsmagic", StringComparison.OrdinalIgnoreCase) ? Find("help") : null);

    private static Task<CellError?> Nothing(NotebookSession session, string text, CellHost host, CancellationToken cancellation) => Task.FromResult<CellError?>(null);

    private static Task<CellError?> Help(NotebookSession session, string text, CellHost host, CancellationToken cancellation)
    {
        string name = text.Trim().TrimStart('#', '!');
        if (name.Length > 0)
        {
            if (Find(name) is { } own) host.WriteLine($"#!{own.Name} {own.Usage}\n{own.Description}");
            else if (MagicCatalog.Find(name) is { } magic) host.WriteLine(MagicCatalog.Help(magic));
            else throw new ParameterException($"there is no magic #!{name}") { Advice = "#!help lists all magics" };
            return Task.FromResult<CellError?>(null);
        }
        var lines = MagicCatalog.All.Select(magic => (Name: "#!" + magic.Name, Description: magic.Description))
            .Concat(All.Select(own => (Name: "#!" + own.Name + (own.Usage.Length > 0 ? " " + own.Usage : ""), Description: own.Description)))
            .Append((Name: "#r \"nuget: Name, Version\"", Description: "Adds a package."))
            .Append((Name: "#r \"file.dll\"", Description: "Adds an assembly."))
            .Append((Name: "#load \"file.csx\"", Description: "Runs a C# script here."))
            .ToList();
        int width = lines.Max(line => line.Name.Length) + 2;
        var help = new StringBuilder();
        foreach (var (label, description) in lines) help.Append(label.PadRight(width)).Append(description).Append('\n');
        help.Append("\n#!NAME --help lists the flags of a magic.");
        host.WriteLine(help.ToString());
        return Task.FromResult<CellError?>(null);
    }

    private static Task<CellError?> Who(NotebookSession session, CellHost host, bool details)
    {
        var variables = session.CSharp.Variables;
        if (variables.Count == 0) host.WriteLine("no variables yet");
        else if (!details) host.WriteLine(string.Join("  ", variables.Select(variable => variable.Name)));
        else
        {
            int nameWidth = variables.Max(variable => variable.Name.Length) + 2;
            int typeWidth = variables.Max(variable => CSharpTypeName.Short(variable.Type).Length) + 2;
            foreach (var variable in variables)
                host.WriteLine(variable.Name.PadRight(nameWidth) + CSharpTypeName.Short(variable.Type).PadRight(typeWidth) + FirstLine(Formatters.Format(variable.Value)));
        }
        return Task.FromResult<CellError?>(null);
    }

    private static string FirstLine(MimeBundle bundle)
    {
        string line = bundle.Text.Split('\n')[0];
        return line.Length > 80 ? line[..77] + "..." : line;
    }
}
