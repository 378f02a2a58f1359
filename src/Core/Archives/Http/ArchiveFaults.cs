using System.Net.Sockets;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>Turns what can go wrong on the way to a service into one clear error, and says what is worth a second try.</summary>
internal static class ArchiveFaults
{
    /// <summary>The message for a disk without room.</summary>
    public const string DiskFull = "the disk is full";

    private const string NetworkAdvice =
        "check the network connection; with HST_NOTEBOOKS_OFFLINE=1 kept answers are used without asking";

    /// <summary>The name under which users know a service.</summary>
    public static string NameOf(ArchiveService service) => service switch
    {
        ArchiveService.Mast => "MAST",
        ArchiveService.Sdss => "SDSS",
        ArchiveService.Gaia => "the Gaia archive",
        _ => "CRDS",
    };

    /// <summary>A failure to send, to connect or to read. Certificate faults and unknown host names are final, the rest is transient.</summary>
    public static Exception FromTransport(ArchiveService service, Uri address, Exception cause)
    {
        string who = $"{NameOf(service)} ({address.Host})";
        var kind = (cause as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        switch (kind)
        {
            case HttpRequestError.NameResolutionError:
                return new ArchiveException($"{who} cannot be found: the host name has no address", cause)
                { IsUnreachable = true, Advice = NetworkAdvice };
            case HttpRequestError.SecureConnectionError:
                return new ArchiveException($"{who} did not prove its identity: {Innermost(cause)}", cause)
                { Advice = "nothing was sent; a proxy that inspects traffic must have its certificate installed on this machine" };
            case HttpRequestError.ConnectionError:
                string why = cause.InnerException is SocketException socket ? Words(socket.SocketErrorCode) : "no connection";
                return new TransientFault(new ArchiveException($"{who} cannot be reached: {why}", cause) { IsUnreachable = true, Advice = NetworkAdvice });
            case HttpRequestError.ProxyTunnelError:
                // The cause is left out: its text has the address of the proxy, which may hold a password.
                return new TransientFault(new ArchiveException($"{who} cannot be reached: the proxy refused")
                { IsUnreachable = true, Advice = "check HTTPS_PROXY and NO_PROXY" });
            default:
                return new TransientFault(new ArchiveException($"the connection to {who} broke before the answer was complete", cause)
                { IsUnreachable = true, Advice = "try again; downloads continue where they stopped" });
        }
    }

    /// <summary>No head of an answer in time.</summary>
    public static TransientFault FromTimeout(ArchiveService service, Uri address, TimeSpan limit) =>
        new(new ArchiveException($"{NameOf(service)} ({address.Host}) did not answer within {Seconds(limit)}")
        { IsUnreachable = true, Advice = "ask for less, or raise the time limit of the service in ArchiveOptions" });

    /// <summary>Silence in the middle of an answer.</summary>
    public static TransientFault FromStall(ArchiveService service, Uri address, TimeSpan limit) =>
        new(new ArchiveException($"{NameOf(service)} ({address.Host}) stopped sending for {Seconds(limit)} in the middle of the answer")
        { IsUnreachable = true, Advice = "try again; downloads continue where they stopped" });

    /// <summary>An answer whose status says that it failed.</summary>
    public static Exception FromStatus(ArchiveService service, Uri address, int status, TimeSpan? retryAfter, TimeSpan longestDelay, string body)
    {
        string who = $"{NameOf(service)} ({address.Host})";
        string said = Html.Excerpt(body);
        string detail = said.Length == 0 ? "" : $": {said}";
        switch (status)
        {
            case 429:
            case 503:
                string state = status == 429 ? "asks for fewer requests (429)" : "is not available now (503)";
                var busy = new ArchiveException($"{who} {state}{detail}")
                {
                    Status = status,
                    IsUnreachable = true,
                    Advice = retryAfter is { } wait ? $"it asks to wait {Seconds(wait)}" : "try again later",
                };
                return retryAfter > longestDelay ? busy : new TransientFault(busy, retryAfter);
            case 408 or 500 or 502 or 504:
                return new TransientFault(new ArchiveException($"{who} failed with status {status}{detail}")
                { Status = status, IsUnreachable = true, Advice = "try again later; the fault is on the side of the service" }, retryAfter);
            case 401 or 403:
                return new ArchiveException($"{who} refused access (status {status}){detail}")
                {
                    Status = status,
                    Advice = service == ArchiveService.Mast
                        ? "data with exclusive access need a token: set MAST_API_TOKEN" : "check the address in ArchiveOptions",
                };
            case 404 or 410:
                return new ArchiveException($"{who} does not have it (status {status}): {address.AbsolutePath}") { Status = status, Advice = "check the name" };
            default:
                return new ArchiveException($"{who} answered with status {status}{detail}") { Status = status };
        }
    }

    /// <summary>A failure to write a file.</summary>
    public static ArchiveException FromDisk(string path, Exception cause)
    {
        bool full = cause is IOException && (cause.HResult is 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027));
        return full
            ? new ArchiveException(DiskFull, cause)
            { File = path, Advice = "make room and repeat the command; finished files are kept and the partial one is continued" }
            : new ArchiveException($"the file cannot be written: {cause.Message}", cause) { File = path, Advice = "check that the folder exists and is writable" };
    }

    /// <summary>A time span in seconds as text.</summary>
    public static string Seconds(TimeSpan span) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");

    private static string Words(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no way to it from this network",
        SocketError.TimedOut => "no answer to the connection",
        SocketError.ConnectionReset => "the connection was cut",
        _ => error.ToString(),
    };

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e.Message.TrimEnd('.');
    }
}
