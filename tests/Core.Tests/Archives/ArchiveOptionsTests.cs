using HstNotebooks.Archives;
using HstNotebooks.Errors;

namespace HstNotebooks.Tests.Archives;

/// <summary>The environment is honoured, and nothing in it is required.</summary>
[Collection(ArchiveMeasurements.Name)]
public sealed class ArchiveOptionsTests
{
    [Fact]
    public void Without_any_variable_the_defaults_are_used()
    {
        var options = With([], ArchiveOptions.FromEnvironment);
        Assert.False(options.Offline);
        Assert.Null(options.MastToken);
        Assert.Null(options.ReplayFolder);
        Assert.Equal(new Uri("https://hst-crds.stsci.edu/"), options.CrdsUrl);
        Assert.True(Path.IsPathRooted(options.CacheFolder));
    }

    [Fact]
    public void Variables_change_what_they_name()
    {
        var options = With([("HST_NOTEBOOKS_OFFLINE", "1"), ("HST_NOTEBOOKS_CACHE", "/somewhere"), ("MAST_API_TOKEN", " secret "), ("CRDS_SERVER_URL", "https://hst-crds-test.stsci.edu"), ("CRDS_PATH", "/refs"), ("CRDS_CONTEXT", "hst_1156.pmap")],
            ArchiveOptions.FromEnvironment);
        Assert.True(options.Offline);
        Assert.Equal(("/somewhere", "/refs", "hst_1156.pmap"), (options.CacheFolder, options.CrdsPath, options.CrdsContext));
        Assert.Equal(new Uri("https://hst-crds-test.stsci.edu"), options.CrdsUrl);
        Assert.Equal("secret", options.MastToken!.Reveal());
        Assert.DoesNotContain("secret", options.ToString());
    }

    [Theory]
    [InlineData("HST_NOTEBOOKS_OFFLINE", "0")]
    [InlineData("CRDS_SERVER_URL", "https://crds-serverless-mode.stsci.edu")]
    [InlineData("MAST_API_TOKEN", " ")]
    public void Values_that_mean_nothing_change_nothing(string name, string value) =>
        Assert.Equal(With([], ArchiveOptions.FromEnvironment) with { GaiaTapUrls = [] }, With([(name, value)], ArchiveOptions.FromEnvironment) with { GaiaTapUrls = [] });

    [Fact]
    public void An_address_that_is_none_is_refused()
    {
        var fault = Assert.Throws<ParameterException>(() => With([("CRDS_SERVER_URL", "crds")], ArchiveOptions.FromEnvironment));
        Assert.Equal("CRDS_SERVER_URL", fault.Parameter);
    }

    [Fact]
    public void One_server_can_stand_in_for_all_services()
    {
        var options = With([("HST_NOTEBOOKS_SERVICES", "http://127.0.0.1:8080"), ("CRDS_SERVER_URL", "https://hst-crds-test.stsci.edu")], ArchiveOptions.FromEnvironment);
        Assert.Equal(["http://127.0.0.1:8080/", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/tap-server/tap", "http://127.0.0.1:8080/data-server/data", "https://hst-crds-test.stsci.edu/"],
            new[] { options.MastUrl, options.MastCatalogsUrl, options.SdssUrl, options.GaiaTapUrls.Single(), options.GaiaDataUrl, options.CrdsUrl }.Select(u => u.AbsoluteUri));
        Assert.Equal("HST_NOTEBOOKS_SERVICES", Assert.Throws<ParameterException>(() => With([("HST_NOTEBOOKS_SERVICES", "here")], ArchiveOptions.FromEnvironment)).Parameter);
    }

    private static T With<T>((string Name, string Value)[] variables, Func<T> run)
    {
        string[] all = ["HST_NOTEBOOKS_OFFLINE", "HST_NOTEBOOKS_CACHE", "HST_NOTEBOOKS_REPLAY", "HST_NOTEBOOKS_RECORD", "HST_NOTEBOOKS_SERVICES", "MAST_API_TOKEN", "CRDS_SERVER_URL", "CRDS_PATH", "CRDS_CONTEXT"];
        var before = all.Select(Environment.GetEnvironmentVariable).ToArray();
        try
        {
            foreach (string name in all) Environment.SetEnvironmentVariable(name, Array.Find(variables, v => v.Name == name).Value);
            return run();
        }
        finally
        {
            for (int i = 0; i < all.Length; i++) Environment.SetEnvironmentVariable(all[i], before[i]);
        }
    }
}
