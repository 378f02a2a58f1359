using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>What the kernel says about itself.</summary>
internal static class KernelInformation
{
    /// <summary>The content of <c>kernel_info_reply</c>.</summary>
    public static JsonObject Content() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageCodec.ProtocolVersion,
        ["implementation"] = KernelIdentity.Name,
        ["implementation_version"] = KernelIdentity.Version,
        ["language_info"] = KernelIdentity.LanguageInfo(),
        ["banner"] = $"HstNotebooks {KernelIdentity.Version}: C# cells, and #!magics for Hubble images. #!help lists them.",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(
            new JsonObject { ["text"] = "DrizzlePac handbook", ["url"] = "https://hst-docs.stsci.edu/drizzpac" },
            new JsonObject { ["text"] = "C# guide", ["url"] = "https://learn.microsoft.com/dotnet/csharp/" }),
    };
}
