using System.Globalization;
using System.Xml;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Reads the jobs of a TAP service (UWS 1.1): a list of references, a list of jobs, or one job.</summary>
internal static class UwsJobs
{
    private static readonly string[] Parts = ["jobId", "phase", "ownerId", "creationTime", "startTime", "endTime", "executionDuration", "destruction", "name"];

    /// <summary>A row per job: job_id, phase, owner, created, started, ended, duration, destruction, name, address; what the list does not say is missing.</summary>
    /// <exception cref="ArchiveException">It is no such document.</exception>
    public static Table Parse(byte[] document)
    {
        var jobs = new List<Dictionary<string, string>>();
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true, IgnoreComments = true });
            bool found = false;
            while (!xml.EOF)
            {
                if (xml.NodeType != XmlNodeType.Element) { xml.Read(); continue; }
                string element = xml.LocalName;
                found |= element is "jobs" or "job";
                if (element == "job") jobs.Add([]);
                else if (element == "jobref") jobs.Add(Reference(xml));
                else if (jobs.Count > 0 && Parts.Contains(element))
                {
                    // The first phase counts: an error summary or a parameter may repeat the word.
                    jobs[^1].TryAdd(element, xml.ReadElementContentAsString().Trim());
                    continue;
                }
                xml.Read();
            }
            if (!found) throw new ArchiveException("the TAP service sent no list of jobs") { Advice = "check the address of the service" };
        }
        catch (XmlException e)
        {
            throw new ArchiveException($"the TAP service sent a list of jobs that cannot be read: {e.Message}", e) { Advice = "try again later" };
        }
        return new Table(
        [
            Text("job_id", "jobId"), Text("phase", "phase"), Text("owner", "ownerId"), Text("created", "creationTime"), Text("started", "startTime"), Text("ended", "endTime"),
            Seconds("duration", "executionDuration"), Text("destruction", "destruction"), Text("name", "name"), Text("address", "href"),
        ], "jobs");

        TableColumn<string> Text(string name, string part)
        {
            bool[] missing = [.. jobs.Select(j => string.IsNullOrEmpty(j.GetValueOrDefault(part)))];
            return new TableColumn<string>(name, [.. jobs.Select(j => j.GetValueOrDefault(part, ""))], null, null, missing.Contains(true) ? missing : null);
        }

        TableColumn<long> Seconds(string name, string part)
        {
            long?[] values = [.. jobs.Select(j => long.TryParse(j.GetValueOrDefault(part), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds) ? seconds : (long?)null)];
            bool[] missing = [.. values.Select(v => v is null)];
            return new TableColumn<long>(name, [.. values.Select(v => v ?? 0)], "s", "the time that the job may take", missing.Contains(true) ? missing : null);
        }
    }

    private static Dictionary<string, string> Reference(XmlReader xml)
    {
        var job = new Dictionary<string, string>();
        if (xml.GetAttribute("id") is { } id) job["jobId"] = id;
        if (xml.GetAttribute("href", "http://www.w3.org/1999/xlink") is { } address) job["href"] = address;
        return job;
    }
}
