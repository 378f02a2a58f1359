using System.Diagnostics;

namespace HstNotebooks.Tests.Browser;

/// <summary>Opens pages in a headless Chromium and returns what its scripts made of them.</summary>
internal static class Chromium
{
    private static readonly string? Program = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    /// <summary>
    /// The document after its scripts and <paramref name="action"/> (JavaScript, 1.5 s after loading) have run. Errors of scripts stand in the
    /// attribute <c>data-errors</c> of the body. Skips the calling test where there is no Chromium.
    /// </summary>
    public static async Task<string> Open(string html, string action = "")
    {
        Assert.SkipWhen(Program is null, "Chromium is not installed");
        string folder = Checkout.NewScratchFolder(), page = Path.Combine(folder, "page.html");
        await File.WriteAllTextAsync(page, "<!doctype html><meta charset=\"utf-8\"><body data-errors=\"\"><script>window.onerror=function(m){document.body.dataset.errors+=m+';'};window.onunhandledrejection=function(e){document.body.dataset.errors+=e.reason+';'};</script>"
            + html + $"<script>setTimeout(function(){{{action}}},1500)</script>");
        try
        {
            var start = new ProcessStartInfo(Program!) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in new[] { "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--window-size=1000,800", "--virtual-time-budget=6000", "--dump-dom", "--user-data-dir=" + Path.Combine(folder, "profile"), "file://" + page })
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var dom = process.StandardOutput.ReadToEndAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            try { await process.WaitForExitAsync(limit.Token); }
            catch (OperationCanceledException) { process.Kill(true); Assert.Fail("Chromium did not end within 60 s: " + await errors); }
            return await dom;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
