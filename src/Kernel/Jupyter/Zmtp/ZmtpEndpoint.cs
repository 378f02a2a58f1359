using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>An address: <c>tcp://127.0.0.1:5555</c> or <c>ipc:///path/of/socket</c>.</summary>
/// <param name="Address">What to bind or connect to.</param>
/// <param name="SocketFile">The file of an ipc address; null for tcp.</param>
internal sealed record ZmtpEndpoint(EndPoint Address, string? SocketFile)
{
    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none of the two forms.</exception>
    public static ZmtpEndpoint Parse(string text)
    {
        if (text.StartsWith("ipc://", StringComparison.Ordinal) && text.Length > 6)
            return new(new UnixDomainSocketEndPoint(text[6..]), text[6..]);
        int colon = text.LastIndexOf(':');
        if (!text.StartsWith("tcp://", StringComparison.Ordinal) || colon < 7 || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port))
            throw new FormatException($"'{text}' is no address: tcp://IP:PORT or ipc://PATH is expected");
        string host = text[6..colon].Trim('[', ']');
        var ip = host switch { "*" => IPAddress.Any, "localhost" => IPAddress.Loopback, _ => IPAddress.Parse(host) };
        return new(new IPEndPoint(ip, port), null);
    }

    /// <summary>A new socket of the right family.</summary>
    public Socket NewSocket() => SocketFile is null
        ? new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
        : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
