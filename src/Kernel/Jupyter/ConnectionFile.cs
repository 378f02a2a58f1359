using System.Text.Json;
using System.Text.Json.Nodes;
using HstNotebooks.Errors;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>The file by which Jupyter tells a kernel where to listen and how to sign.</summary>
/// <param name="Transport">tcp or ipc.</param>
/// <param name="Ip">The address; for ipc the beginning of the sockets' paths.</param>
/// <param name="ShellPort">Port of the shell channel.</param>
/// <param name="IoPubPort">Port of the output channel.</param>
/// <param name="StdinPort">Port of the input channel.</param>
/// <param name="ControlPort">Port of the control channel.</param>
/// <param name="HeartbeatPort">Port of the heartbeat.</param>
/// <param name="Key">The key of the signatures; empty for none.</param>
internal sealed record ConnectionFile(string Transport, string Ip, int ShellPort, int IoPubPort, int StdinPort, int ControlPort, int HeartbeatPort, string Key)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">It is missing, no JSON, or lacks something.</exception>
    public static ConnectionFile Read(string path)
    {
        if (!File.Exists(path)) throw new InputException("the connection file does not exist") { File = path, Advice = "kernels are started by Jupyter; see 'hst-notebooks install --help'" };
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path)) ?? throw new FormatException("it is empty");
            string scheme = json["signature_scheme"]?.GetValue<string>() ?? "hmac-sha256";
            if (scheme != "hmac-sha256") throw new FormatException($"the signature scheme {scheme} is not supported");
            return new(json["transport"]?.GetValue<string>() ?? "tcp", json["ip"]?.GetValue<string>() ?? "127.0.0.1",
                Port(json, "shell_port"), Port(json, "iopub_port"), Port(json, "stdin_port"), Port(json, "control_port"), Port(json, "hb_port"),
                json["key"]?.GetValue<string>() ?? "");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            string reason = exception is JsonException ? "it is no JSON" : exception.Message;
            throw new InputException($"the connection file cannot be understood: {reason}", exception)
            { File = path, Expected = "the JSON file that Jupyter writes for each kernel", Advice = "kernels are started by Jupyter; see 'hst-notebooks install --help'" };
        }
    }

    /// <summary>The address of a channel.</summary>
    public string Address(int port) => Transport == "ipc" ? FormattableString.Invariant($"ipc://{Ip}-{port}") : FormattableString.Invariant($"tcp://{Ip}:{port}");

    private static int Port(JsonNode json, string name) => json[name]?.GetValue<int>() ?? throw new FormatException($"{name} is missing");
}
