using System.Text.Json.Nodes;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>What the product promises of its kernel: 2 s to the first result, 20 ms for a trivial cell, 200 MB when idle. Measured with Jupyter's own client.</summary>
/// <remarks>A machine can be slow for a moment, a kernel cannot be fast by accident: the best of several starts counts, and no other test runs meanwhile.</remarks>
[Collection(nameof(AloneOnTheMachine))]
public sealed class KernelSpeedTests
{
    [Fact]
    public void The_first_result_comes_within_two_seconds_a_trivial_cell_takes_twenty_milliseconds_and_an_idle_kernel_two_hundred_megabytes()
    {
        using var jupyter = new JupyterTools("jupyter_client");
        var (code, output, error) = jupyter.Python("""
            import time, json, jupyter_client
            def execute(client, code):
                begin = time.time()
                id = client.execute(code)
                while True:
                    reply = client.get_shell_msg(timeout=60)
                    if reply["parent_header"].get("msg_id") == id: return time.time() - begin
            def megabytes(manager):
                return int([line for line in open("/proc/%d/status" % manager.provisioner.process.pid) if line.startswith("VmRSS")][0].split()[1]) / 1024
            starts, cells, idle, after = [], [], [], []
            for attempt in range(8):
                manager = jupyter_client.KernelManager(kernel_name="hst-notebooks")
                begin = time.time()
                manager.start_kernel()
                client = manager.client()
                client.start_channels()
                client.wait_for_ready(timeout=60)
                execute(client, "1 + 1")
                starts.append(time.time() - begin)
                cells.append(sorted(execute(client, "%d + 1" % i) for i in range(21))[10])
                idle.append(megabytes(manager))
                if attempt == 0:
                    execute(client, "var big = new byte[600_000_000]; for (int i = 0; i < big.Length; i += 4096) big[i] = 1; big.Length")
                    execute(client, "big = null;")
                    for wait in range(150):
                        if megabytes(manager) < 200: break
                        time.sleep(0.1)
                    after.append(megabytes(manager))
                client.stop_channels()
                manager.shutdown_kernel(now=True)
                if min(starts) <= 2 and min(cells) <= 0.02: break
            print(json.dumps({"start": min(starts), "cell": min(cells), "idle": max(idle), "after": max(after)}))
            """);
        Assert.True(code == 0, error);
        var measured = JsonNode.Parse(output.Trim().Split('\n')[^1])!;
        string all = measured.ToJsonString();
        TestContext.Current.SendDiagnosticMessage("{0}", all);
        Assert.True(measured["start"]!.GetValue<double>() <= 2, all);
        Assert.True(measured["cell"]!.GetValue<double>() <= 0.02, all);
        Assert.True(measured["idle"]!.GetValue<double>() <= 200, all);
        Assert.True(measured["after"]!.GetValue<double>() <= 200, "memory that a cell has used is not given back: " + all);
    }
}
